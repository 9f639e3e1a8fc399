package dev.freehold.server.testing;

import dev.freehold.persistence.testing.Ports;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.TrustedAuthority;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * {@code freehold vault} in a process of its own, on one port for as long as the object lives, so
 * that it can be killed and started again.
 */
public final class VaultProcess implements AutoCloseable {

  private final Path data;
  private final String suffix;
  private final int port;
  private final Map<String, String> environment = new HashMap<>();
  private FreeholdProcess process;

  private VaultProcess(Path data, String suffix, int port, Map<String, String> environment) {
    this.data = data;
    this.suffix = suffix;
    this.port = port;
    this.environment.putAll(environment);
    this.environment.put("FREEHOLD_VAULT_SUFFIX", suffix);
    this.environment.put("FREEHOLD_VAULT_PORT", Integer.toString(port));
    this.environment.putIfAbsent("FREEHOLD_LOG_LEVEL", "warn");
  }

  /**
   * Starts vaults and returns when they answer.
   *
   * @param suffix their domain, which ends in {@code .localhost}
   * @param environment further configuration
   */
  public static VaultProcess start(Path data, String suffix, Map<String, String> environment)
      throws IOException {
    VaultProcess vaults = new VaultProcess(data, suffix, Ports.free(), environment);
    vaults.start();
    return vaults;
  }

  /** Starts again after {@link #kill} or {@link #stop}. */
  public void start() throws IOException {
    process = FreeholdProcess.vault(data, environment);
  }

  /** Ends the process as a power cut would. */
  public void kill() throws InterruptedException {
    process.kill();
  }

  /** Asks the process to end and gives its exit code. */
  public int stop() throws InterruptedException {
    return process.stop();
  }

  /** The administrator's connection. */
  public Connection administrator() {
    return Connection.read(administratorFile());
  }

  /** Where that is. */
  public Path administratorFile() {
    return data.resolve("administrator.json");
  }

  /** The data folder. */
  public Path data() {
    return data;
  }

  /** The address of a vault. */
  public URI vaultUri(String name) {
    return URI.create("https://%s.%s:%d".formatted(name, suffix, port));
  }

  /** The address of the management plane. */
  public String managementUri() {
    return "https://management.%s:%d".formatted(suffix, port);
  }

  /** TLS for clients that trust these vaults and no others. */
  public SSLContext clientTls() {
    return TrustedAuthority.context(administrator().authorityPem());
  }

  @Override
  public void close() {
    process.close();
  }
}
