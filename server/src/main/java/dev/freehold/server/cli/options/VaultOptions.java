package dev.freehold.server.cli.options;

import dev.freehold.content.rescue.TokenFile;
import dev.freehold.custody.roots.AzureRootVaults;
import dev.freehold.custody.roots.RootVaultSettings;
import dev.freehold.custody.roots.VaultAllowList;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.client.TrustedAuthority;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Option;

/** Options for asking key vaults without a server: a token, and which vaults may be asked. */
public final class VaultOptions {

  private static final int HTTPS_PORT = 443;
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

  @Option(
      names = "--vault-token",
      paramLabel = "FILE",
      required = true,
      description = "A file with a bearer token for the vault; unwrapKey is needed.")
  private Path token;

  @Option(
      names = "--vault-suffix",
      paramLabel = "SUFFIX[:PORT]",
      required = true,
      description = "The DNS suffix that the vault is under, such as vault.azure.net.")
  private String suffix;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "The authority of the vault's certificate, if it is a private one.")
  private Path authority;

  /** Vaults to ask; the caller closes them. */
  public AzureRootVaults connect() throws IOException {
    String[] parts = suffix.split(":", 2);
    VaultAllowList.Rule rule =
        new VaultAllowList.Rule(parts[0], parts.length == 2 ? port(parts[1]) : HTTPS_PORT, true);
    RootVaultSettings settings =
        new RootVaultSettings(
            CALL_TIMEOUT, RootVaultSettings.DEFAULT_MAX_RETRIES, new VaultAllowList(List.of(rule)));
    return new AzureRootVaults(
        settings, tls(), new TokenFile(token, Clock.systemUTC()), new SimpleMeterRegistry());
  }

  private static int port(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException notANumber) {
      throw new ServerException(
          ServerError.CONNECTION_INVALID, "--vault-suffix is SUFFIX or SUFFIX:PORT");
    }
  }

  private SSLContext tls() throws IOException {
    try {
      return authority == null
          ? SSLContext.getDefault()
          : TrustedAuthority.context(Files.readString(authority));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has TLS", impossible);
    }
  }
}
