package dev.freehold.custody.access;

import dev.freehold.crypto.CryptoException;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.custody.locks.Silence;
import dev.freehold.custody.policies.OpenablePolicy;
import dev.freehold.custody.policies.WrappedKeys;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** What those are told who do not get a key: why, and what they can do. */
final class KeyRefusals {

  private KeyRefusals() {}

  static KeyAccessException noSuchKey() {
    return new KeyAccessException(
        Reason.NO_SUCH_KEY, "there is no such key, or it was destroyed; nothing can be opened");
  }

  static KeyAccessException purged() {
    return new KeyAccessException(
        Reason.PURGED,
        "the organisation had this purged: what was here and its keys were destroyed for good");
  }

  /** Why there is no key to be had. */
  static KeyAccessException gone(boolean isPurged) {
    return isPurged ? purged() : noSuchKey();
  }

  /** The policy's key in its wraps, if its row says that there is one. */
  static OpenablePolicy openable(WrappedKeys keys, UUID policyId) {
    return authentic(() -> keys.policy(policyId))
        .orElseThrow(() -> gone(keys.isPolicyPurged(policyId)));
  }

  /** What a row that authorises says; refused if the row is. */
  static <R> R authentic(Supplier<R> read) {
    try {
      return read.get();
    } catch (CustodyException refused) {
      throw (KeyAccessException)
          new KeyAccessException(Reason.NOT_AUTHENTIC, refused.getMessage()).initCause(refused);
    }
  }

  static KeyAccessException renewed() {
    return new KeyAccessException(
        Reason.KEY_RENEWED, "the key was renewed while content was sealed under it; seal it again");
  }

  static KeyAccessException locked() {
    return new KeyAccessException(
        Reason.REFUSED,
        "the organisation's key vaults refuse access, so nothing new is stored; its vault"
            + " administrators can restore it by granting the service get, wrapKey and unwrapKey"
            + " and enabling the keys");
  }

  static KeyAccessException tooSlow() {
    return new KeyAccessException(
        Reason.DID_NOT_ANSWER,
        "the key vaults did not answer in time; nothing is lost, try again in a minute");
  }

  static KeyAccessException closed() {
    return new KeyAccessException(
        Reason.DID_NOT_ANSWER, "the server is shutting down; try again when it is back");
  }

  static KeyAccessException damaged(CryptoException cause) {
    return (KeyAccessException)
        new KeyAccessException(
                Reason.WRONG_ANSWER,
                "the stored owner key does not open under its policy's key; it was changed, restore"
                    + " the database or use the key bundle")
            .initCause(cause);
  }

  static KeyAccessException refused(Verdict.Failed failed) {
    if (failed.isOfAddress() && failed.silence() != Silence.LOCKED) {
      return failed(
          Reason.ADDRESS_REFUSED,
          failed,
          "a key vault of the organisation does not let in this node's address; if that is not"
              + " wanted, its vault administrators can add the address to the vault's network"
              + " rules");
    }
    String what =
        failed.isRefusal()
            ? "the organisation's key vaults refuse access"
            : "the organisation's key vaults refused access, and none has agreed again since";
    return failed(
        Reason.REFUSED,
        failed,
        what
            + "; its vault administrators can restore it by granting the service get, wrapKey and"
            + " unwrapKey and enabling the keys");
  }

  static KeyAccessException silent(Verdict.Failed failed) {
    boolean isTooLong =
        failed.rules() == AccessRule.RuleSet.MAIL && failed.silence() == Silence.LAPSED;
    String what =
        isTooLong
            ? "neither key vault has answered for longer than the organisation allows the"
                + " availability key to be used; nothing is lost, a vault has to answer again"
            : "neither key vault answered, and there is no other way to open this; nothing is lost,"
                + " try again in a minute";
    return failed(Reason.DID_NOT_ANSWER, failed, what);
  }

  static KeyAccessException wrongAnswer(Verdict.Failed failed) {
    return failed(
        Reason.WRONG_ANSWER,
        failed,
        failed.isForOperators()
            ? "the key vaults could not be asked, or a vault's database was changed from outside;"
                + " this is no decision of the organisation, the server's operator has to find"
                + " the cause, and the data itself is untouched"
            : "a key vault answered with something other than the key; its administrators have to"
                + " restore the original key, the data itself is untouched");
  }

  /** What went wrong on another thread, thrown on this one. */
  static RuntimeException rethrown(ExecutionException thrown) {
    return switch (thrown.getCause()) {
      case KeyAccessException refused ->
          (KeyAccessException)
              new KeyAccessException(refused.reason(), refused.getMessage()).initCause(refused);
      case RuntimeException failed -> failed;
      default -> new IllegalStateException("asking the roots failed", thrown.getCause());
    };
  }

  private static KeyAccessException failed(Reason reason, Verdict.Failed failed, String what) {
    return new KeyAccessException(
        reason, "%s (%s, %s)".formatted(what, failed.first().code(), failed.second().code()));
  }
}
