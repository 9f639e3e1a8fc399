package dev.freehold.vault.keys.call;

import dev.freehold.vault.keys.KeyErrors;
import dev.freehold.vault.keys.KeyRows;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.PrivateVersion;
import dev.freehold.vault.keys.SealedVersion;
import dev.freehold.persistence.SqlWork;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.CallHandler;
import org.jdbi.v3.core.Handle;

/** Shows the public part of a version; of a disabled one as well. */
final class GetKey implements CallHandler<KeyCall> {

  @Override
  public Answer handle(KeyCall call) {
    KeyVersion key = call.exchange().read(find(call));
    call.noted(key);
    return Answer.ok(KeyJson.bundle(call, key));
  }

  /** Finds the version that {@code call} names, or says that there is none. */
  static SqlWork<KeyVersion> find(KeyCall call) {
    return tx -> find(tx, call);
  }

  static KeyVersion find(Handle tx, KeyCall call) {
    return sealed(tx, call).key();
  }

  static PrivateVersion withPrivatePart(Handle tx, KeyCall call) {
    return KeyRows.withPrivatePart(tx, call.vault().id(), call.name(), call.target().version())
        .orElseThrow(() -> KeyErrors.notFound(call.target().describe()));
  }

  static SealedVersion sealed(Handle tx, KeyCall call) {
    return KeyRows.sealed(tx, call.vault().id(), call.name(), call.target().version())
        .orElseThrow(() -> KeyErrors.notFound(call.target().describe()));
  }
}
