package dev.freehold.vault.keys.call;

import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.VersionId;
import dev.freehold.vault.keys.lastuse.KeyUse;
import dev.freehold.vault.keys.lastuse.KeyUses;
import dev.freehold.vault.keys.lastuse.VersionUses;
import dev.freehold.vault.masterkey.KeyPlace;
import dev.freehold.vault.wire.Answer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Warns the person who disables or deletes a version that somebody else used it lately. It never
 * refuses: an owner may revoke a key at any time.
 *
 * @param call the call that disables or deletes it
 * @param uses the record of who used which version
 * @param now the time of the call
 */
public record UseWarning(KeyCall call, KeyUses uses, Instant now) {

  static final String HEADER = "Freehold-Warning";

  /**
   * {@code answer} with the warning, if {@code key} was used lately and its users lose something.
   */
  public Answer about(Handle tx, KeyVersion key, Optional<Loss> loss, Answer answer) {
    return loss.flatMap(
            lost ->
                uses.find(tx, key.place())
                    .flatMap(this::lateByOthers)
                    .map(use -> words(key.name(), key.version(), use, "", lost)))
        .map(text -> warned(answer, text))
        .orElse(answer);
  }

  /** The same for all versions of a key that goes as a whole; {@code name} as it is spelled. */
  public Answer aboutAll(Handle tx, String name, Answer answer) {
    Map<KeyPlace, KeyUse> late = new HashMap<>();
    uses.since(tx, call.vault().id(), call.name(), since())
        .forEach((place, known) -> lateByOthers(known).ifPresent(use -> late.put(place, use)));
    String more = late.size() > 1 ? ", and other versions were used too" : "";
    return late.entrySet().stream()
        .max(Map.Entry.comparingByValue(Comparator.comparing(KeyUse::at)))
        .map(last -> words(name, last.getKey().version(), last.getValue(), more, Loss.OPENING))
        .map(text -> warned(answer, text))
        .orElse(answer);
  }

  private Optional<KeyUse> lateByOthers(VersionUses known) {
    return known.byOtherThan(call.caller().objectId()).filter(use -> !use.at().isBefore(since()));
  }

  private Instant since() {
    return now.truncatedTo(ChronoUnit.MILLIS).minus(VaultLimits.KEY_USE_RECENT);
  }

  private static String words(String name, UUID version, KeyUse use, String more, Loss loss) {
    return "%s/%s was last used at %s by %s (%s)%s; %s"
        .formatted(
            name,
            VersionId.format(version),
            Instant.ofEpochSecond(use.at().getEpochSecond()),
            use.by(),
            use.operation().word(),
            more,
            loss.words());
  }

  /** Of a dry run the ledger holds no alert, since nothing happened. */
  private Answer warned(Answer answer, String text) {
    if (!call.exchange().isDryRun()) {
      call.exchange().trail().note("alert", text);
    }
    return answer.with(Map.of(HEADER, text));
  }
}
