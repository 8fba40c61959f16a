// A provider of accounts for the tests: a real one (oidc-provider), that can be told to cheat.
//
// It prints its address and stops when its input ends. POST /play with JSON says who signs in and
// what is false from then on:
//   who        {sub, email, …}: who presses "sign in" there, without being asked
//   claims     what the ID token says instead (null: leaves it out)
//   alg        "none", "HS256" (with our secret), "HS256-public" (with the public key as a secret)
//   key        "stranger": signed by somebody else; "next": by a new key of its own
//   published  whether the new key stands among its keys
//   discovery, userinfo, token   what those answers say instead
//   status     of the answer to a code; slow: milliseconds that it takes
import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import http from "node:http";
import { Provider } from "oidc-provider";

const CLIENT = { client_id: "actiebord", client_secret: "een geheim van dertig tekens of meer" };
const makeKey = (kid) => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const about = { kid, alg: "RS256", use: "sig" };
  return {
    privateKey,
    private: { ...privateKey.export({ format: "jwk" }), ...about },
    public: { ...publicKey.export({ format: "jwk" }), ...about },
    pem: publicKey.export({ type: "spki", format: "pem" }),
  };
};
const own = makeKey("own");
const next = makeKey("next");
const stranger = { ...makeKey("own"), kid: "own" };
const people = new Map();
let play = {};

const coded = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const decoded = (text) => JSON.parse(Buffer.from(text, "base64url").toString());

function forge(token) {
  const [head, body] = token.split(".").map((part, at) => (at < 2 ? decoded(part) : part));
  const claims = { ...body, ...play.claims };
  for (const name of Object.keys(claims)) if (claims[name] === null) delete claims[name];
  const key = { stranger, next }[play.key] ?? own;
  const alg = play.alg?.replace("-public", "") ?? head.alg;
  const said = `${coded({ ...head, alg, kid: key.public.kid })}.${coded(claims)}`;
  if (alg === "none") return `${said}.`;
  if (alg === "HS256") {
    const secret = play.alg === "HS256" ? CLIENT.client_secret : own.pem;
    return `${said}.${createHmac("sha256", secret).update(said).digest("base64url")}`;
  }
  return `${said}.${sign("RSA-SHA256", Buffer.from(said), key.privateKey).toString("base64url")}`;
}

async function cheat(ctx, goOn) {
  await goOn();
  const route = ctx.oidc?.route;
  if (route === "token" && ctx.body?.id_token) {
    if (play.claims || play.alg || play.key) ctx.body.id_token = forge(ctx.body.id_token);
    Object.assign(ctx.body, play.token);
    if (play.slow) await new Promise((done) => setTimeout(done, play.slow));
    if (play.status) ctx.status = play.status;
  }
  if (route === "discovery") Object.assign(ctx.body, play.discovery);
  if (route === "userinfo") ctx.body = { ...ctx.body, ...play.userinfo };
  if (route === "jwks" && play.published) ctx.body = { keys: [...ctx.body.keys, next.public] };
}

const server = http.createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ ...CLIENT, redirect_uris: ["http://127.0.0.1/back"] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    cookies: { keys: ["for tests alone"] },
    features: { devInteractions: { enabled: false } },
    findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id) }) }),
    interactions: { url: (ctx, { uid }) => `/interaction/${uid}` },
    jwks: { keys: [own.private] },
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
    pkce: { required: () => true },
  });
  provider.Client.prototype.redirectUriAllowed = (uri) => uri.includes("/sign-in/with/");
  provider.use(cheat);
  const answer = provider.callback();
  server.on("request", async (request, reply) => {
    if (request.url === "/play") {
      const parts = [];
      for await (const part of request) parts.push(part);
      play = JSON.parse(Buffer.concat(parts).toString());
      if (play.who) people.set(play.who.sub, play.who);
      reply.end();
    } else if (request.url.startsWith("/interaction/")) {
      const done = play.cancel ? { error: "access_denied" } : { login: { accountId: play.who.sub } };
      await provider.interactionFinished(request, reply, done);
    } else {
      answer(request, reply);
    }
  });
  console.log(issuer);
});
process.stdin.on("end", () => process.exit()).resume();
