import type { Challenge } from '../api/contract';
import { Problem } from '../api/problem';

const LONGEST_MILLIS = 110_000;

/** Has a challenge solved by a worker; the solution is a number, as a text. */
export function solve(challenge: Challenge): Promise<string> {
  const worker = new Worker(solverUrl(), { type: 'module' });
  return new Promise<string>((resolve, reject) => {
    const fail = () => reject(new Problem('challenge', 'The check could not be done here. Please try again.'));
    window.setTimeout(fail, LONGEST_MILLIS);
    worker.onmessage = ({ data }: MessageEvent<string>) => resolve(data);
    worker.onerror = fail;
    worker.postMessage({ token: challenge.token, bits: challenge.bits });
  }).finally(() => worker.terminate());
}

/** The bundler knows the worker's script under a name that changes with its content, and writes it into the page. */
function solverUrl(): string {
  return document.querySelector<HTMLMetaElement>('meta[name=solver]')?.content ?? '';
}
