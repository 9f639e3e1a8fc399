package dev.freehold.custody.policies;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.bundles.WrappedRoot;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootAnswer.Given;
import dev.freehold.custody.roots.RootAnswer.NotGiven;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootKeyFacts;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultCaller;

/** Puts a policy's key under a root key, and proves that it comes back. */
final class RootBinding {

  private final RootVaults vaults;

  RootBinding(RootVaults vaults) {
    this.vaults = vaults;
  }

  /** The facts of the key, pinned to the version that the vault named. */
  RootKeyFacts describe(VaultCaller caller, RootKeyUri key) {
    return given(vaults.describe(caller, key), key);
  }

  /** Wraps, unwraps what came out, and compares. */
  WrappedRoot bind(VaultCaller caller, RootKeyUri keyVersion, Key256 depKey) {
    byte[] wrapped = given(vaults.wrap(caller, keyVersion, depKey), keyVersion);
    try (Key256 back = given(vaults.unwrap(caller, keyVersion, wrapped), keyVersion)) {
      if (!back.sameAs(depKey)) {
        throw new CustodyException(
            CustodyError.VAULT_WRONG_ANSWER,
            "the vault of %s unwrapped something else than it had wrapped".formatted(keyVersion));
      }
    }
    return new WrappedRoot(keyVersion, Ciphertext.of(wrapped));
  }

  private static <T> T given(RootAnswer<T> answer, RootKeyUri key) {
    return switch (answer) {
      case Given<T>(T value) -> value;
      case NotGiven<T>(RootFailure failure) -> throw failed(failure, key);
    };
  }

  private static CustodyException failed(RootFailure failure, RootKeyUri key) {
    if (failure.isKeyNotFound()) {
      return new CustodyException(
          CustodyError.KEY_NOT_FOUND,
          "the vault has no key %s; check the name and the version".formatted(key));
    }
    return switch (failure.kind()) {
      case REFUSED ->
          failed(
              CustodyError.VAULT_REFUSED,
              key,
              failure,
              "grant the service get, wrapKey and unwrapKey on the vault");
      case DID_NOT_ANSWER ->
          failed(
              CustodyError.VAULT_DID_NOT_ANSWER,
              key,
              failure,
              "try again when the vault can be reached");
      case WRONG_ANSWER ->
          failed(
              CustodyError.VAULT_WRONG_ANSWER,
              key,
              failure,
              failure.isForOperators()
                  ? "ask the server's operator"
                  : "ask the vault's administrator");
    };
  }

  private static CustodyException failed(
      CustodyError error, RootKeyUri key, RootFailure failure, String cure) {
    return new CustodyException(
        error, "%s: %s (%s); %s".formatted(key, failure.detail(), failure.code(), cure));
  }
}
