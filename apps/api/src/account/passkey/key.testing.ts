import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

type Options = { challenge: string; user?: { id: string } };

/** A small value of CBOR (RFC 8949): what a key's answer is made of. */
function cbor(value: number | string | Buffer | Map<number | string, unknown>): Buffer {
  const head = (major: number, n: number): Buffer =>
    n < 24
      ? Buffer.from([(major << 5) | n])
      : n < 256
        ? Buffer.from([(major << 5) | 24, n])
        : Buffer.from([(major << 5) | 25, n >> 8, n & 255]);
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const entries = [...value].flatMap(([key, one]) => [cbor(key), cbor(one as Buffer)]);
  return Buffer.concat([head(5, value.size), ...entries]);
}

/** A key in software, which lies wherever a test wants it to. */
export class TestKey {
  readonly id = randomBytes(32);
  counter = 0;
  origin = 'http://localhost:3000';
  rp_id = 'localhost';
  /** Present (1) and verified by a finger, a face or a PIN (4). */
  flags = 0x05;
  #pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  /** The answer to a question for a new key. */
  make({ challenge }: Options): Record<string, unknown> {
    const { x, y } = this.#pair.publicKey.export({ format: 'jwk' });
    const cose = new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x!, 'base64url')],
      [-3, Buffer.from(y!, 'base64url')],
    ]);
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, this.id.length]), this.id, cbor(cose)]);
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', Buffer.concat([this.#head(0x40), attested])],
    ]);
    return this.#answer({
      clientDataJSON: this.#client('webauthn.create', challenge).toString('base64url'),
      attestationObject: cbor(attestation).toString('base64url'),
      transports: ['internal'],
    });
  }

  /** The answer to a question for a known one. */
  show({ challenge }: Options): Record<string, unknown> {
    this.counter++;
    const client = this.#client('webauthn.get', challenge);
    const head = this.#head(0);
    const signed = Buffer.concat([head, createHash('sha256').update(client).digest()]);
    const key = createPrivateKey(this.#pair.privateKey.export({ format: 'pem', type: 'pkcs8' }));
    return this.#answer({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: head.toString('base64url'),
      signature: sign('sha256', signed, key).toString('base64url'),
    });
  }

  #client(type: string, challenge: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false }));
  }

  #head(more: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([createHash('sha256').update(this.rp_id).digest(), Buffer.from([this.flags | more]), counter]);
  }

  #answer(response: object): Record<string, unknown> {
    const id = this.id.toString('base64url');
    return { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} };
  }
}
