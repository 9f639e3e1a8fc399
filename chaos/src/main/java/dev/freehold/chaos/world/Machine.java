package dev.freehold.chaos.world;

import java.util.Locale;

/** The machines of the test: each is a network namespace with one address. */
public enum Machine {
  /** The first node of the service. */
  NODE_1(11),
  /** The second node. */
  NODE_2(12),
  /** The third node. */
  NODE_3(13),
  /** One half of PostgreSQL. */
  PG_1(21),
  /** The other half. */
  PG_2(22),
  /** The S3 store. */
  BLOBS(31),
  /** The vaults with the first root keys. */
  VAULT_1(41),
  /** The vaults with the second root keys. */
  VAULT_2(42),
  /** Where the test itself runs, with all clients. Nothing happens to it. */
  LOAD(90);

  private static final String NETWORK = "10.77.0.";

  private final int number;

  Machine(int number) {
    this.number = number;
  }

  /** Its name, which is that of its namespace and of its network's plug too. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Its address on the network that all machines share. */
  public String address() {
    return NETWORK + number;
  }

  /** The network of all machines. */
  static String network() {
    return NETWORK + "0/24";
  }

  @Override
  public String toString() {
    return label();
  }
}
