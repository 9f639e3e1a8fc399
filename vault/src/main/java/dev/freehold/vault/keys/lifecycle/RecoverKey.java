package dev.freehold.vault.keys.lifecycle;

import dev.freehold.vault.keys.DeletedKeyRows;
import dev.freehold.vault.keys.KeyErrors;
import dev.freehold.vault.keys.KeyRows;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyJson;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.CallHandler;
import dev.freehold.vault.wire.WireError;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Makes a deleted key live again, just as it was. */
final class RecoverKey implements CallHandler<KeyCall> {

  @Override
  public Answer handle(KeyCall call) {
    return call.exchange()
        .commit(
            tx -> {
              boolean recovered = DeletedKeyRows.recover(tx, call.vault().id(), call.name());
              Optional<KeyVersion> live = live(tx, call);
              if (!recovered) {
                throw refusal(call, live);
              }
              KeyVersion key = live.orElseThrow();
              call.noted(key);
              return Answer.ok(KeyJson.bundle(call, key));
            });
  }

  private static Optional<KeyVersion> live(Handle tx, KeyCall call) {
    return KeyRows.find(tx, call.vault().id(), call.name(), Optional.empty());
  }

  private static WireError refusal(KeyCall call, Optional<KeyVersion> live) {
    return live.map(key -> KeyJson.versionedId(call.exchange().baseUri(), key))
        .map(KeyErrors::nameInUse)
        .orElseGet(() -> KeyErrors.notFound(call.name().text()));
  }
}
