import { Sha256 } from './sha256';

/**
 * The worker that does the work a challenge asks for: it finds a number such that SHA-256 of `token:number` begins with
 * so many zero bits, by trying one after the other. The page stays as quick as ever meanwhile.
 */
onmessage = ({ data }: MessageEvent<{ token: string; bits: number }>) => {
  const hash = new Sha256(`${data.token}:`);
  let number = 0;
  while (hash.leadingZeros(String(number)) < data.bits) {
    number++;
  }
  postMessage(String(number));
};
