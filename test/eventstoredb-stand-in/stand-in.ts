import { Server, ServerCredentials } from '@grpc/grpc-js';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { Doorway } from './doorway.js';
import { EventLog } from './event-log.js';
import { type Endpoint, Gate } from './gate.js';
import { serveAppend } from './serve-append.js';
import { serveDelete, serveTombstone } from './serve-delete.js';
import { serveFeatures } from './serve-features.js';
import { serveGossip } from './serve-gossip.js';
import { serveRead } from './serve-read.js';

export interface StandInOptions {
  /** By default a log of its own; two nodes of a cluster share one. */
  readonly log?: EventLog;
  /** PEM; by default the connection is not encrypted. */
  readonly tls?: { readonly key: Buffer; readonly certificate: Buffer };
  /** `user:password` that every call must carry. */
  readonly credentials?: string;
}

/**
 * An EventStoreDB node for tests: EventStoreDB's own gRPC services over a real socket, the data in memory.
 * It says that it takes BatchAppend but doesn't: our store keeps to Append.
 */
export class EventStoreDbStandIn implements Endpoint {
  /** Messages that were sent to subscriptions. */
  subscriptionMessagesSent = 0;
  private answersToLose = 0;
  private readonly server = new Server();
  private readonly doorway: Doorway;
  private readonly gate: Gate;

  private constructor(
    readonly log: EventLog,
    { tls, credentials }: StandInOptions,
  ) {
    this.gate = new Gate(credentials);
    const injector = this.server.createConnectionInjector(
      tls === undefined
        ? ServerCredentials.createInsecure()
        : ServerCredentials.createSsl(null, [{ private_key: tls.key, cert_chain: tls.certificate }]),
    );
    this.doorway = new Doorway((socket) => injector.injectConnection(socket));
    this.server.addService(StreamsService, {
      append: serveAppend(log, this.gate, () => this.mayAnswer()),
      read: serveRead(log, this.gate, () => this.subscriptionMessagesSent++),
      delete: serveDelete(log, this.gate),
      tombstone: serveTombstone(log, this.gate),
    });
    this.server.addService(ServerFeaturesService, { getSupportedMethods: serveFeatures });
    this.server.addService(GossipService, { read: serveGossip(() => this) });
  }

  static async start(options: StandInOptions = {}): Promise<EventStoreDbStandIn> {
    const standIn = new EventStoreDbStandIn(options.log ?? new EventLog(), options);
    await standIn.comeBack();
    return standIn;
  }

  get host(): string {
    return this.doorway.host;
  }

  get port(): number {
    return this.doorway.port;
  }

  /** Without TLS. */
  get connectionString(): string {
    return `esdb://${this.host}:${this.port}?tls=false`;
  }

  /** Breaks all connections and takes no new ones; the data stays. */
  goAway(): Promise<void> {
    return this.doorway.shut();
  }

  /** Takes connections again, on the same port. */
  comeBack(): Promise<void> {
    return this.doorway.open();
  }

  /** Writes the next append, then breaks all connections instead of answering. */
  loseNextAnswer(): void {
    this.answersToLose++;
  }

  /** Tells the next callers that ask for the leader where that is. */
  pointToLeader(leader: Endpoint = this, times = 1): void {
    this.gate.pointToLeader(leader, times);
  }

  async stop(): Promise<void> {
    await this.goAway();
    this.server.forceShutdown();
  }

  private mayAnswer(): boolean {
    if (this.answersToLose === 0) return true;
    this.answersToLose--;
    this.doorway.putEverybodyOut();
    return false;
  }
}
