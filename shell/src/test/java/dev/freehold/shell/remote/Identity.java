package dev.freehold.shell.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server's key and certificates, made by keytool for one test. */
final class Identity {

  private static final String PASSWORD = "changeit-please";

  private final KeyStore keys;

  private Identity(KeyStore keys) {
    this.keys = keys;
  }

  /** A server that an authority of its own vouches for. */
  static Identity of(Path folder, String names) throws Exception {
    Path store = Files.createTempDirectory(folder, "identity").resolve("keys.p12");
    keytool(store, "-alias", "authority", "-dname", "CN=Test authority", "-ext", "bc:c");
    keytool(
        store,
        "-alias",
        "server",
        "-dname",
        "CN=Test server",
        "-signer",
        "authority",
        "-ext",
        "san=" + names);
    return open(store);
  }

  /** A server that vouches for itself. */
  static Identity selfSigned(Path folder, String names) throws Exception {
    Path store = Files.createTempDirectory(folder, "identity").resolve("keys.p12");
    keytool(store, "-alias", "server", "-dname", "CN=Alone", "-ext", "san=" + names);
    return open(store);
  }

  private static Identity open(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return new Identity(keys);
  }

  private static void keytool(Path store, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool: " + said);
    }
  }

  SSLContext tls() throws GeneralSecurityException {
    KeyStore served = keys;
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    try {
      if (keys.containsAlias("authority")) {
        served = KeyStore.getInstance("PKCS12");
        served.load(null, null);
        served.setKeyEntry(
            "server",
            keys.getKey("server", PASSWORD.toCharArray()),
            PASSWORD.toCharArray(),
            keys.getCertificateChain("server"));
      }
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    factory.init(served, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  X509Certificate authority() throws GeneralSecurityException {
    var chain = keys.getCertificateChain("server");
    return (X509Certificate) chain[chain.length - 1];
  }
}
