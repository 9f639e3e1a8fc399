package dev.freehold.vault.keys.lastuse;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The latest use of a version, and the latest use by another principal. These two are enough to
 * tell every caller when somebody else used it, however many principals there are.
 *
 * @param latest the latest use
 * @param other the latest use by another principal than that of {@code latest}
 */
public record VersionUses(KeyUse latest, Optional<KeyUse> other) {

  static VersionUses of(KeyUse only) {
    return new VersionUses(only, Optional.empty());
  }

  /** These uses and one more, which may be older than they are. */
  VersionUses plus(KeyUse use) {
    boolean older = use.at().isBefore(latest.at());
    if (use.by().equals(latest.by())) {
      return older ? this : new VersionUses(use, other);
    }
    if (!older) {
      return new VersionUses(use, Optional.of(latest));
    }
    boolean newerThanOther = other.filter(known -> !known.at().isBefore(use.at())).isEmpty();
    return newerThanOther ? new VersionUses(latest, Optional.of(use)) : this;
  }

  VersionUses plus(VersionUses more) {
    return more.all().reduce(this, VersionUses::plus, VersionUses::plus);
  }

  /** The latest use by anybody but {@code caller}. */
  public Optional<KeyUse> byOtherThan(UUID caller) {
    return latest.by().equals(caller) ? other : Optional.of(latest);
  }

  Stream<KeyUse> all() {
    return Stream.concat(Stream.of(latest), other.stream());
  }
}
