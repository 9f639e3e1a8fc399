package dev.freehold.custody.roots;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** The SDK's clients, made once for each tenant and key and kept, over one HTTP client. */
final class AzureClients {

  /** Two roots for each of very many policies; an evicted client is simply made again. */
  private static final int MAX_CLIENTS = 4096;

  private static final Duration RETRY_DELAY = Duration.ofMillis(100);

  private final RootVaultSettings settings;
  private final VaultCredentials credentials;
  private final HttpClient http;
  private final AllowListPolicy allowListPolicy;
  private final RetryOptions retry;
  private final Kept<KeyClient> keyClients = new Kept<>();
  private final Kept<CryptographyClient> cryptographyClients = new Kept<>();

  AzureClients(
      RootVaultSettings settings, SSLContext tls, VaultCredentials credentials, Executor executor) {
    this.settings = settings;
    this.credentials = credentials;
    this.allowListPolicy = new AllowListPolicy(settings.allowList());
    this.retry = new RetryOptions(new FixedDelayOptions(settings.maxRetries(), RETRY_DELAY));
    Duration bound = settings.callTimeout();
    this.http =
        new JdkHttpClientBuilder(
                java.net.http.HttpClient.newBuilder()
                    .sslContext(tls)
                    .followRedirects(Redirect.NEVER)
                    .version(Version.HTTP_1_1))
            .executor(executor)
            .connectionTimeout(bound)
            .writeTimeout(bound)
            .responseTimeout(bound)
            .readTimeout(bound)
            .build();
  }

  /** The client for the keys of a vault. */
  KeyClient keys(VaultCaller caller, RootKeyUri key) {
    return keyClients.get(
        new ClientKey(caller, key.vaultUrl()),
        id ->
            new KeyClientBuilder()
                .vaultUrl(id.url())
                .credential(credential(caller))
                .httpClient(http)
                .retryOptions(retry)
                .addPolicy(allowListPolicy)
                .buildClient());
  }

  /** The client for one version of a key; it never works with the public key by itself. */
  CryptographyClient cryptography(VaultCaller caller, RootKeyUri keyVersion) {
    return cryptographyClients.get(
        new ClientKey(caller, keyVersion.toString()),
        id ->
            new CryptographyClientBuilder()
                .keyIdentifier(id.url())
                .disableKeyCaching()
                .credential(credential(caller))
                .httpClient(http)
                .retryOptions(retry)
                .addPolicy(allowListPolicy)
                .buildClient());
  }

  private WorkloadCredential credential(VaultCaller caller) {
    return new WorkloadCredential(caller, credentials, settings.allowList());
  }

  private record ClientKey(VaultCaller caller, String url) {}

  /** Clients of one kind; the least recently used goes first. */
  private static final class Kept<C> {

    @GuardedBy("this")
    private final Map<ClientKey, C> clients =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<ClientKey, C> eldest) {
            return size() > MAX_CLIENTS;
          }
        };

    synchronized C get(ClientKey key, Function<ClientKey, C> make) {
      return clients.computeIfAbsent(key, make);
    }
  }
}
