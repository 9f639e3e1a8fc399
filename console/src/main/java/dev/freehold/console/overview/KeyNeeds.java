package dev.freehold.console.overview;

import dev.freehold.console.frame.ConsoleTexts;
import dev.freehold.console.frame.Moment;
import dev.freehold.console.protection.ProtectionModels.Protection;
import dev.freehold.console.protection.ProtectionModels.Root;
import dev.freehold.console.protection.ProtectionModels.Standing;
import dev.freehold.console.protection.ProtectionModels.VersionBefore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What the keys of policies need. */
final class KeyNeeds {

  /** How long before an expiry it is shown; the ledger and e-mail tell of it as early. */
  private static final Duration EXPIRES_SOON = Duration.ofDays(30);

  /**
   * How long after a roll a version from before it is shown, if its vault is elsewhere: nobody here
   * knows whether it was disabled meanwhile.
   */
  private static final Duration TOLD_FOR = Duration.ofDays(30);

  /** More of a kind are one line: a vault that is down may be that of every policy. */
  private static final int MAX_OF_A_KIND = 5;

  private final ConsoleTexts texts;
  private final Instant now;
  private final List<Need> needs = new ArrayList<>();

  private KeyNeeds(ConsoleTexts texts, Instant now) {
    this.texts = texts;
    this.now = now;
  }

  static List<Need> of(Protection protection, ConsoleTexts texts, Instant now) {
    KeyNeeds needs = new KeyNeeds(texts, now);
    protection.policies().stream()
        .filter(Standing::isOwn)
        .filter(Standing::isInUse)
        .forEach(needs::add);
    return few(needs.needs);
  }

  private void add(Standing standing) {
    String name = standing.title(texts);
    String page = standing.page().orElse("");
    if (standing.policy().locked()) {
      needs.add(Need.of("need.locked", name, page, true));
    }
    standing
        .availability()
        .ifPresent(
            use ->
                needs.add(
                    new Need(
                        "need.availability." + use.why(),
                        use.uses(),
                        name,
                        utc(use.since()),
                        page,
                        use.why().equals("bridged"))));
    standing.roots().forEach(root -> add(standing, root, name, page));
    if (standing.policy().recovering()) {
      needs.add(Need.of("need.recovering", name, page, true));
    }
    if (standing.policy().isLeaving()) {
      needs.add(Need.of("need.purge", name, "/purges", false));
    }
    long before = standing.versionsBefore().stream().filter(this::isWorthDisabling).count();
    if (before > 0) {
      needs.add(new Need("need.old-versions", before, name, "", page, false));
    }
  }

  private void add(Standing standing, Root root, String name, String page) {
    Optional.ofNullable(root.outcome())
        .filter(outcome -> !outcome.equals("agrees"))
        // That a policy is locked says so.
        .filter(outcome -> !(standing.policy().locked() && outcome.equals("refused")))
        .ifPresent(
            outcome ->
                needs.add(
                    new Need(
                        "need.root." + outcome,
                        root.root(),
                        name,
                        utc(root.outcomeSince()),
                        page,
                        true)));
    Optional<Instant> expires = Optional.ofNullable(root.expiresAt()).map(Instant::parse);
    expires
        .filter(at -> at.isBefore(now.plus(EXPIRES_SOON)))
        .ifPresent(
            at ->
                needs.add(
                    new Need(
                        at.isAfter(now) ? "need.expiring" : "need.expired",
                        root.root(),
                        name,
                        Moment.utc(at),
                        page,
                        !at.isAfter(now))));
  }

  private boolean isWorthDisabling(VersionBefore version) {
    return Objects.requireNonNullElseGet(
        version.enabled(), () -> Instant.parse(version.rolledAt()).isAfter(now.minus(TOLD_FOR)));
  }

  private static String utc(String time) {
    return Moment.utc(Instant.parse(time));
  }

  /** Replaces many of a kind by one line, at the place of the first. */
  private static List<Need> few(List<Need> all) {
    Map<String, List<Need>> byKey = new LinkedHashMap<>();
    all.forEach(need -> byKey.computeIfAbsent(need.key(), _ -> new ArrayList<>()).add(need));
    return byKey.values().stream()
        .flatMap(
            alike -> alike.size() <= MAX_OF_A_KIND ? alike.stream() : Stream.of(together(alike)))
        .toList();
  }

  private static Need together(List<Need> alike) {
    Need first = alike.getFirst();
    String kind = first.key().substring("need.".length()).replace('.', '-');
    return new Need("need.many." + kind, alike.size(), "", "", "#keys", first.isUrgent());
  }
}
