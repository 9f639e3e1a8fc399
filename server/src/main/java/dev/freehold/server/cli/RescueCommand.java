package dev.freehold.server.cli;

import dev.freehold.content.rescue.PemRootKey;
import dev.freehold.content.rescue.Rescue;
import dev.freehold.content.rescue.RescuedObject;
import dev.freehold.content.rescue.RootKey;
import dev.freehold.content.rescue.VaultRootKey;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.roots.AzureRootVaults;
import dev.freehold.server.cli.options.DatabaseAccess;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.cli.options.VaultOptions;
import dev.freehold.server.text.ByteText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freehold rescue}: content out of a blob, without a server and without a database. */
@Command(
    name = "rescue",
    mixinStandardHelpOptions = true,
    description = {
      "Opens one object from its own bytes, the tenant's key bundle, and one root " + "key.",
      "Needs no server, and no database but the one that keeps the service's own "
          + "root keys, for content that no customer's policy covers."
    })
final class RescueCommand implements Callable<Integer> {

  @Parameters(paramLabel = "OBJECT", description = "The object's file in the blob folder.")
  private Path object;

  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      required = true,
      description = "The tenant's key bundle, the folder of all bundles, or the whole blob folder.")
  private Path bundle;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The file to write; it must not exist.")
  private Path out;

  @ArgGroup(multiplicity = "1")
  private Root root;

  @Spec private CommandSpec spec;

  /** One of the three ways to have a root key. */
  private static final class Root {

    @Option(
        names = "--root-key",
        paramLabel = "FILE",
        description = "The root key as an RSA private key in PEM form (PKCS#8).")
    private Path pem;

    @ArgGroup(exclusive = false)
    private VaultOptions vault;

    @ArgGroup(exclusive = false)
    private Service service;
  }

  /** The service's own root keys, for what is under no customer's policy. */
  private static final class Service {

    @Option(
        names = "--availability-db",
        paramLabel = "FILE|URL",
        required = true,
        description = {
          "The availability.db of a stopped server, or a copy of it, or jdbc:postgresql://... of"
              + " the database that has it; it is only read.",
          "For content that no customer's policy covers."
        })
    private String database;

    @Option(
        names = "--availability-user",
        paramLabel = "NAME",
        defaultValue = "",
        description = "The role for a PostgreSQL database.")
    private String user;

    @Option(
        names = "--availability-password",
        paramLabel = "FILE",
        description = "A file with the role's password.")
    private Path passwordFile;

    @Option(
        names = "--master-key",
        paramLabel = "FILE",
        required = true,
        description = "The file of the service master key.")
    private Path masterKey;
  }

  @Override
  public Integer call() throws IOException {
    CryptoSuite suite = CryptoSuite.select(CryptoSuite.Choice.AUTO);
    RescuedObject rescued = rescue(suite);
    spec.commandLine()
        .getOut()
        .println(
            "rescued  %s of tenant %s into %s"
                .formatted(ByteText.of(rescued.bytes()), rescued.tenantId(), out));
    rescued.notes().forEach(note -> spec.commandLine().getErr().println("note     " + note));
    return ExitCode.OK;
  }

  private RescuedObject rescue(CryptoSuite suite) throws IOException {
    if (root.pem != null) {
      return rescue(suite, PemRootKey.read(root.pem, suite));
    }
    return root.vault != null
        ? rescueThroughVault(suite, root.vault)
        : rescueByService(suite, root.service);
  }

  private RescuedObject rescueByService(CryptoSuite suite, Service service) throws IOException {
    try (ServiceRootCopy roots = roots(service, suite)) {
      return rescue(suite, roots.key());
    }
  }

  private static ServiceRootCopy roots(Service service, CryptoSuite suite) throws IOException {
    return DatabaseAccess.isPostgresql(service.database)
        ? ServiceRootCopy.over(
            DatabaseAccess.of(service.user, service.passwordFile).to(service.database),
            service.masterKey,
            suite)
        : ServiceRootCopy.open(Path.of(service.database), service.masterKey, suite);
  }

  private RescuedObject rescue(CryptoSuite suite, RootKey key) {
    return new Rescue(suite).rescue(object, bundle, key, out);
  }

  private RescuedObject rescueThroughVault(CryptoSuite suite, VaultOptions vault)
      throws IOException {
    try (AzureRootVaults vaults = vault.connect()) {
      return rescue(suite, new VaultRootKey(vaults));
    }
  }
}
