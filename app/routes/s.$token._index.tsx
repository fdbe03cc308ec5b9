import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { NotOurs } from "#app/components/survey/not-ours.tsx";
import { SurveyFrame } from "#app/components/survey/survey-frame.tsx";
import { surveyMeta } from "#app/components/survey/survey-meta.ts";
import { Invalid } from "#app/domain/errors.ts";
import { actorOf, confirmationOf, countOpening, isConfirmedBy } from "#app/domain/survey/link.server.ts";
import { confirmInput, confirmPlainlyInput } from "#app/domain/survey/schema.ts";
import { handleForm } from "#app/http/forms.server.ts";
import { countTry, forgetTries } from "#app/http/rate-limits.server.ts";
import {
  confirmationCookie,
  headOf,
  isConfirmed,
  requireStartedRound,
} from "#app/http/survey-link.server.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/fields.tsx";
import { PostForm } from "#app/ui/post-form.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => surveyMeta(data?.head);

export async function loader(args: LoaderFunctionArgs) {
  const invitation = await requireStartedRound(args);
  const { token } = args.params;
  const isSent = invitation.responseStatus === "submitted" || invitation.responseStatus === "verified";
  if (isConfirmed(args, invitation)) throw redirect(`/s/${token}/${isSent ? "receipt" : "form"}`);
  return { head: headOf(invitation), business: invitation.business.name, asks: confirmationOf(invitation) };
}

export async function action(args: ActionFunctionArgs) {
  const invitation = await requireStartedRound(args);
  const { db } = args.context;
  const asks = confirmationOf(invitation);
  // Counted before the code is looked at: of many tries at once no more than the limit get an answer.
  await countTry(db, "linkConfirmation", invitation.id);
  const schema = asks === "plain" ? confirmPlainlyInput : confirmInput;
  return handleForm<typeof schema>(args.request, schema, async (input) => {
    if (!isConfirmedBy(invitation, "code" in input ? input.code : "")) {
      throw new Invalid("code", asks === "phone" ? "survey:errors.wrongPhone" : "survey:errors.wrongTaxCode");
    }
    await forgetTries(db, "linkConfirmation", invitation.id);
    await countOpening(db, actorOf(invitation));
    const { token = "" } = args.params;
    return redirect(`/s/${token}`, { headers: { "Set-Cookie": confirmationCookie(token, invitation) } });
  });
}

export default function ConfirmPage() {
  const { head, business, asks } = useLoaderData<typeof loader>();
  const { t } = useTranslation("survey");
  return (
    <SurveyFrame head={head} step="business">
      <p className="text-neutral">{t("confirm.lead")}</p>
      <p className="font-semibold text-xl">{business}</p>
      <NotOurs officePhone={head.ward.officePhone} />
      <PostForm values={{}} className="mt-4">
        {asks === "plain" ? (
          <p className="mb-4">{t("confirm.plain")}</p>
        ) : (
          <TextField
            name="code"
            label={t(`confirm.${asks}`)}
            hint={t(`confirm.${asks}Hint`)}
            inputMode="numeric"
            autoComplete="off"
            maxLength={30}
            required
          />
        )}
        <SubmitButton wide>{t("confirm.submit")}</SubmitButton>
      </PostForm>
      <p className="mt-6 text-neutral">{t("confirm.time")}</p>
      <p className="mt-2 text-neutral">{t("confirm.purpose")}</p>
    </SurveyFrame>
  );
}
