import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTaxCode, showTaxCode } from "#app/vietnamese/tax-code.ts";

const number = { fromSpreadsheetNumber: true };

describe("reading a tax code", () => {
  test.each([
    ["0100109106", "0100109106", "organisation", true],
    ["4300205943", "4300205943", "organisation", true],
    ["'0101 248 141", "0101248141", "organisation", true],
    ["4300205944", "4300205944", "organisation", false],
    ["0100109106-001", "0100109106-001", "dependent", true],
    ["0100109106001", "0100109106-001", "dependent", true],
    ["0100109107 – 012", "0100109107-012", "dependent", false],
    ["062304996548", "062304996548", "personal", null],
    ["123400000001", "123400000001", "personal", null],
  ])("takes %s as %s, %s, checksum %s", (raw, value, kind, checksumOk) => {
    expect(parseTaxCode(raw)).toEqual({ ok: true, value, kind, repaired: false, checksumOk });
  });

  test.each([
    ["109923849", {}, "0109923849", "organisation"],
    ["109923849", number, "0109923849", "organisation"],
    ["109923848", number, "0109923848", "organisation"],
    ["100109106-001", {}, "0100109106-001", "dependent"],
    ["109923848-001", {}, "0109923848-001", "dependent"],
    ["100109106001", number, "0100109106-001", "dependent"],
    ["62095996067", {}, "062095996067", "personal"],
    ["62095996067", number, "062095996067", "personal"],
    ["50095996067", number, "050095996067", "personal"],
    ["1098998868", number, "001098998868", "personal"],
    ["8090998410", number, "008090998410", "personal"],
    ["8200990341", { ...number, household: true }, "008200990341", "personal"],
  ])("repairs %s (%o) to %s, %s", (raw, options, value, kind) => {
    expect(parseTaxCode(raw, options)).toMatchObject({ ok: true, value, kind, repaired: true });
  });

  test.each([
    ["6109967678", number, true],
    ["8200990341", number, true],
    ["4309991876", { ...number, household: false }, false],
    ["1098998868", {}, false],
    ["8012345678", { ...number, household: true }, false],
  ])("leaves %s (%o) an organisation's code, checksum %s", (raw, options, checksumOk) => {
    const code = { ok: true, value: raw, kind: "organisation", repaired: false, checksumOk };
    expect(parseTaxCode(raw, options)).toEqual(code);
  });

  test.each([
    ["", {}, "empty"],
    ["chưa có", {}, "letters"],
    ["01O0109106", {}, "letters"],
    ["1.00109E+11", {}, "lostDigits"],
    ["109923848", {}, "length"],
    ["010992384", {}, "length"],
    ["000000000", {}, "length"],
    ["06209599606", number, "length"],
    ["50095996067", {}, "length"],
    ["12345678", number, "length"],
    ["01001091060012", {}, "length"],
  ])("refuses '%s' (%o): %s", (raw, options, problem) => {
    expect(parseTaxCode(raw, options)).toEqual({ ok: false, problem });
  });

  test("accepts a last digit 0 where the weighted sum is divisible by 11", () => {
    const bodies = fc.stringMatching(/^[0-9]{9}$/);
    const checksumOk = (code: string) => {
      const result = parseTaxCode(code);
      return result.ok && result.checksumOk;
    };
    fc.assert(
      fc.property(bodies, (body) => {
        const passing = [..."0123456789"].filter((digit) => checksumOk(body + digit));
        expect(passing).toHaveLength(1);
      }),
    );
    expect(checksumOk("0000000000")).toBe(true);
  });

  test("never throws, and reads what it accepted back unchanged", () => {
    const raws = fc.oneof(fc.string(), fc.stringMatching(/^[0-9]{8,14}$/));
    fc.assert(
      fc.property(raws, fc.boolean(), (raw, fromSpreadsheetNumber) => {
        const result = parseTaxCode(raw, { fromSpreadsheetNumber });
        if (result.ok) expect(parseTaxCode(result.value)).toEqual({ ...result, repaired: false });
      }),
      { numRuns: 2_000 },
    );
  });
});

test("only the tax code that is a citizen ID is masked", () => {
  expect(showTaxCode("062304996548")).toBe("062*****6548");
  expect(showTaxCode("0100109106")).toBe("0100109106");
  expect(showTaxCode("0100109106-001")).toBe("0100109106-001");
});
