package dev.freehold.custody.roots;

import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import com.azure.security.keyvault.keys.cryptography.models.UnwrapResult;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.roots.RootAnswer.Given;
import dev.freehold.custody.roots.RootAnswer.NotGiven;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** Calls vaults that speak the Key Vault protocol, through the official SDK. */
public final class AzureRootVaults implements RootVaults, AutoCloseable {

  private static final KeyWrapAlgorithm ALGORITHM = KeyWrapAlgorithm.RSA_OAEP_256;
  private static final Set<Integer> WRAPPED_BYTES = Set.of(2048 / 8, 3072 / 8, 4096 / 8);

  private final MeterRegistry meters;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final TimedCalls timed;
  private final AzureClients clients;

  /**
   * Prepares clients; no vault is called yet, so a vault that is down does not stop the start.
   *
   * @param tls which certificates are trusted
   */
  public AzureRootVaults(
      RootVaultSettings settings,
      SSLContext tls,
      VaultCredentials credentials,
      MeterRegistry meters) {
    this.meters = meters;
    this.timed = new TimedCalls(threads, settings.callTimeout());
    this.clients = new AzureClients(settings, tls, credentials, threads);
  }

  @Override
  public RootAnswer<RootKeyFacts> describe(VaultCaller caller, RootKeyUri key) {
    return call(
        "describe",
        () -> {
          KeyVaultKey found =
              key.hasVersion()
                  ? clients.keys(caller, key).getKey(key.name(), key.version())
                  : clients.keys(caller, key).getKey(key.name());
          return KeyFactsReader.read(key, found);
        });
  }

  @Override
  public RootAnswer<byte[]> wrap(VaultCaller caller, RootKeyUri keyVersion, Key256 secret) {
    requireVersion(keyVersion);
    return call(
        "wrap",
        () -> {
          byte[] wrapped =
              secret.use(
                  raw ->
                      clients
                          .cryptography(caller, keyVersion)
                          .wrapKey(ALGORITHM, raw)
                          .getEncryptedKey());
          return wrapped != null && WRAPPED_BYTES.contains(wrapped.length)
              ? new Given<>(wrapped)
              : new NotGiven<>(
                  FailureClassifier.wrong("wrong-length", "a wrapped key has another length"));
        });
  }

  @Override
  public RootAnswer<Key256> unwrap(VaultCaller caller, RootKeyUri keyVersion, byte[] wrapped) {
    requireVersion(keyVersion);
    return call(
        "unwrap",
        () ->
            accept(
                keyVersion,
                clients.cryptography(caller, keyVersion).unwrapKey(ALGORITHM, wrapped)));
  }

  /** Gives up all calls under way. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static RootAnswer<Key256> accept(RootKeyUri asked, UnwrapResult result) {
    byte[] raw = result.getKey();
    if (raw == null || raw.length != Key256.LENGTH_BYTES) {
      if (raw != null) {
        Arrays.fill(raw, (byte) 0);
      }
      return new NotGiven<>(
          FailureClassifier.wrong("wrong-length", "an unwrapped key does not have 32 bytes"));
    }
    Key256 key = Key256.takeOver(raw);
    if (!isFrom(asked, result.getKeyId())) {
      key.close();
      return new NotGiven<>(
          FailureClassifier.wrong("wrong-key", "the vault answered with another key or version"));
    }
    return new Given<>(key);
  }

  private static boolean isFrom(RootKeyUri asked, String keyId) {
    try {
      return keyId != null && RootKeyUri.parse(keyId).sameVersion(asked);
    } catch (CustodyException e) {
      return false;
    }
  }

  private <T> RootAnswer<T> call(String operation, Callable<RootAnswer<T>> work) {
    Timer.Sample sample = Timer.start(meters);
    RootAnswer<T> answer = timed.within(work);
    String result =
        switch (answer) {
          case Given<T> _ -> "given";
          case NotGiven<T> not -> not.failure().kind().name().toLowerCase(Locale.ROOT);
        };
    sample.stop(
        Timer.builder("freehold.vault.calls")
            .description("Calls to key vaults, by what came back")
            .tag("operation", operation)
            .tag("result", result)
            .register(meters));
    return answer;
  }

  private static void requireVersion(RootKeyUri key) {
    if (!key.hasVersion()) {
      throw new IllegalArgumentException("a root key is used by its version, got " + key);
    }
  }
}
