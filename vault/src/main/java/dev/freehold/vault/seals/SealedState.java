package dev.freehold.vault.seals;

import dev.freehold.crypto.seal.SealedStatement;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * What is sealed of a thing: what it means, not how its columns look.
 *
 * @param thing which thing
 * @param name what people call it
 * @param tenantId whose it is
 * @param says its state; empty if there is no such thing
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record SealedState(SealedThing thing, String name, UUID tenantId, byte[] says) {

  private static final byte[] LABEL = "freehold vault seal v1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOTHING = {};
  private static final byte[] UNREADABLE = {0};
  private static final UUID NOBODY = new UUID(0, 0);

  /** States that a thing is in a state. */
  public static SealedState of(
      SealedThing thing, String name, UUID tenantId, SealedStatement state) {
    return new SealedState(thing, name, tenantId, state.encoded());
  }

  /** States that a thing does not exist. */
  public static SealedState none(SealedThing thing, String name) {
    return new SealedState(thing, name, NOBODY, NOTHING);
  }

  /** What nobody can read; no seal is of that. */
  public static SealedState unreadable(SealedThing thing, String name) {
    return new SealedState(thing, name, NOBODY, UNREADABLE);
  }

  boolean isSomebodys() {
    return !tenantId.equals(NOBODY);
  }

  boolean isNone() {
    return says.length == 0;
  }

  boolean isUnreadable() {
    return Arrays.equals(says, UNREADABLE);
  }

  byte[] encoded(long version) {
    return new SealedStatement()
        .part(LABEL)
        .part(thing.kind().word().getBytes(StandardCharsets.US_ASCII))
        .id("id", thing.id())
        .number("part", (long) thing.part())
        .number("version", version)
        .part(says)
        .encoded();
  }

  /** For messages. */
  String describe() {
    return thing.kind().word() + " " + name;
  }
}
