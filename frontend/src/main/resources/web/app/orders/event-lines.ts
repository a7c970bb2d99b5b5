/** The data of each event of a `text/event-stream` body, as the chunks of text come in. */
export class EventLines {
  private rest = '';
  private data: string[] = [];

  /** Takes a chunk and gives the events that it completes. */
  *push(chunk: string): Generator<string> {
    const lines = (this.rest + chunk).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (this.data.length > 0) {
          yield this.data.join('\n');
        }
        this.data = [];
      } else if (line.startsWith('data:')) {
        this.data.push(line.slice(line[5] === ' ' ? 6 : 5));
      }
    }
  }
}
