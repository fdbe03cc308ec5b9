/** Set before any module of the application reads its configuration. The key is for tests alone. */
process.env.APP_KEYS ??= `test:${Buffer.alloc(32, 7).toString("base64")}`;
process.env.LOG_LEVEL ??= "silent";
