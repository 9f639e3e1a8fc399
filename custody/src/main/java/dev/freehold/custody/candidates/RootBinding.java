package dev.freehold.custody.candidates;

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

/**
 * Asks for a key's facts, puts a policy's key under it, and proves that it comes back. Safe for use
 * by many threads.
 */
public final class RootBinding {

  private final RootVaults vaults;

  /** Asks these vaults. */
  public RootBinding(RootVaults vaults) {
    this.vaults = vaults;
  }

  /**
   * The facts of the key, pinned to the version that the vault named.
   *
   * @throws CustodyException if the vault does not tell
   */
  public RootKeyFacts describe(VaultCaller caller, RootKeyUri key) {
    return given(ask(caller, key), key);
  }

  RootAnswer<RootKeyFacts> ask(VaultCaller caller, RootKeyUri key) {
    return vaults.describe(caller, key);
  }

  /**
   * Wraps, unwraps what came out, and compares.
   *
   * @throws CustodyException if the vault does not do it, or gives another key back
   */
  public WrappedRoot bind(VaultCaller caller, RootKeyUri keyVersion, Key256 depKey) {
    byte[] wrapped = wrap(caller, keyVersion, depKey);
    requireSame(givesBack(caller, keyVersion, wrapped, depKey), keyVersion);
    return new WrappedRoot(keyVersion, Ciphertext.of(wrapped));
  }

  byte[] wrap(VaultCaller caller, RootKeyUri keyVersion, Key256 secret) {
    return given(vaults.wrap(caller, keyVersion, secret), keyVersion);
  }

  /** Unwraps, and tells whether what comes out is the secret. */
  boolean givesBack(VaultCaller caller, RootKeyUri keyVersion, byte[] wrapped, Key256 secret) {
    try (Key256 back = given(vaults.unwrap(caller, keyVersion, wrapped), keyVersion)) {
      return back.sameAs(secret);
    }
  }

  static void requireSame(boolean isSame, RootKeyUri keyVersion) {
    if (!isSame) {
      throw new CustodyException(
          CustodyError.VAULT_WRONG_ANSWER,
          "the vault of %s unwrapped something else than it had wrapped".formatted(keyVersion));
    }
  }

  static <T> T given(RootAnswer<T> answer, RootKeyUri key) {
    return switch (answer) {
      case Given<T>(T value) -> value;
      case NotGiven<T>(RootFailure failure) -> throw failed(failure, key);
    };
  }

  static CustodyException failed(RootFailure failure, RootKeyUri key) {
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
