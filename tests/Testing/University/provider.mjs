// A real OpenID Connect provider for tests: whoever types a name is that person. It ends with the test that started it.
import Provider from 'oidc-provider';

const { PORT, ISSUER, CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, KEYS } = process.env;

const provider = new Provider(ISSUER, {
  clients: [{
    client_id: CLIENT_ID,
    client_secret: CLIENT_SECRET,
    redirect_uris: [REDIRECT_URI],
    token_endpoint_auth_method: 'client_secret_post',
  }],
  jwks: JSON.parse(KEYS),
  cookies: { keys: ['only for tests'] },
  pkce: { required: () => true },
  // Schools do not ask their own people whether their own site may know them.
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({ accountId: ctx.oidc.session.accountId, clientId: ctx.oidc.client.clientId });
    grant.addOIDCScope('openid');
    await grant.save();
    return grant;
  },
});

// POST /next-id-token: what the token endpoint hands out next instead of the true one.
let swapped;
provider.use(async (ctx, next) => {
  if (ctx.path === '/next-id-token') {
    swapped = '';
    for await (const part of ctx.req) swapped += part;
    ctx.status = 204;
    return;
  }
  await next();
  if (swapped !== undefined && ctx.path === '/token' && ctx.status === 200) {
    ctx.body.id_token = swapped;
    swapped = undefined;
  }
});

provider.listen(Number(PORT), '127.0.0.1');
process.stdin.resume().on('end', () => process.exit());
