package dev.freehold.chaos.world;

/** The ways from a node to what it needs: a port of its own machine where a relay listens. */
enum Ways {
  PG_1(Machine.PG_1, 5431, PostgresServer.PORT),
  PG_2(Machine.PG_2, 5432, PostgresServer.PORT),
  BLOBS(Machine.BLOBS, BlobMachine.PORT, BlobMachine.PORT),
  VAULT_1(Machine.VAULT_1, 7443, 7443),
  VAULT_2(Machine.VAULT_2, 7444, 7444);

  private final Machine target;
  private final int near;
  private final int far;

  Ways(Machine target, int near, int far) {
    this.target = target;
    this.near = near;
    this.far = far;
  }

  /** Where it leads. */
  Machine target() {
    return target;
  }

  /** Where the relay listens. */
  int near() {
    return near;
  }

  /** To which port it leads. */
  int far() {
    return far;
  }
}
