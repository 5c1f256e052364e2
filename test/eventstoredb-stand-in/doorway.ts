import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

const host = '127.0.0.1';

/** The loopback port that callers come in by. It can be shut, with everybody put out, and opened again. */
export class Doorway {
  readonly host = host;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private knownPort = 0;

  constructor(admit: (socket: Socket) => void) {
    this.server = createServer((socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      admit(socket);
    });
  }

  get port(): number {
    return this.knownPort;
  }

  /** On any free port the first time, on the same one after that. */
  async open(): Promise<void> {
    this.server.listen(this.knownPort, host);
    await once(this.server, 'listening');
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('The stand-in has no port.');
    this.knownPort = address.port;
  }

  putEverybodyOut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async shut(): Promise<void> {
    if (!this.server.listening) return;
    this.server.close();
    this.putEverybodyOut();
    await once(this.server, 'close');
  }
}
