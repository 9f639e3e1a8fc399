package dev.freehold.server.coverage;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What may lie in a data folder: a service's, or that of vaults that run alone. */
final class FileRules {

  /** Where blobs are, if they are in the data folder. */
  static final String BLOBS = "blobs/";

  private static final String CONNECTION_REMAINS = "\\.connection[0-9]+\\.tmp";
  private static final String REMAINS = "\\.[0-9a-f-]+\\.tmp";

  private FileRules() {}

  static List<FileRule> service() {
    return Stream.of(
            blobs(),
            database("freehold.db", "metadata of the service"),
            database("availability.db", "availability keys and the service's own root keys"),
            database("vault/vault.db", "keys of the vaults"),
            serviceSecrets(),
            masterKey("vault/master.key"),
            sealMarks("vault/seal-marks"),
            authority(),
            process())
        .flatMap(List::stream)
        .toList();
  }

  static List<FileRule> standaloneVault() {
    return Stream.of(
            database("vault.db", "keys of the vaults, identities, ledger"),
            masterKey("master.key"),
            sealMarks("seal-marks"),
            List.of(
                FileRule.secret("issuer.key", remains("issuer.key"), "the issuer's master key"),
                FileRule.of(
                    Area.PROCESS,
                    "sealed-kinds",
                    "sealed-kinds(?:\\.new)?",
                    "for which kinds of rows a seal is asked for",
                    Protection.clear(Clear.NO_DATA),
                    FileCheck.NONE),
                FileRule.secret(
                    "administrator.json",
                    CONNECTION_REMAINS,
                    "client secret of the vault administrator")),
            authority(),
            process())
        .flatMap(List::stream)
        .toList();
  }

  private static List<FileRule> blobs() {
    return List.of(
        FileRule.of(
            Area.BLOBS,
            "blobs/objects",
            "blobs/objects/.+",
            "messages, documents and parts of uploads: FLOE, AES-256-GCM",
            Protection.sealed(Key.OWNER),
            FileCheck.SEALED_OBJECT),
        FileRule.of(
            Area.BLOBS,
            "blobs/bundles",
            "blobs/bundles/.+",
            "key bundles: the wrapped keys of each tenant",
            Protection.wrapped(Key.HIERARCHY),
            FileCheck.BLOB),
        FileRule.of(
            Area.BLOBS,
            "blobs/tmp",
            "blobs/tmp/[0-9a-f]{32}",
            "blobs under way, sealed before they are written, and what a crash left of them",
            new Protection(Means.SEALED, "the key of the blob that it becomes"),
            FileCheck.NONE),
        FileRule.of(
            Area.BLOBS,
            "blobs/identity",
            "blobs/identity",
            "which database this blob store belongs to",
            Protection.clear(Clear.IDS),
            FileCheck.BLOB));
  }

  private static List<FileRule> database(String file, String what) {
    String quoted = Pattern.quote(file);
    return List.of(
        FileRule.of(Area.DATABASES, file, quoted, what, Protection.asTables(), FileCheck.NONE),
        FileRule.of(
            Area.DATABASES,
            file + "-wal, -shm, -journal",
            quoted + "-(?:wal|shm|journal)",
            "write-ahead log, its index, rollback journal: pages of the database",
            Protection.asTables(),
            FileCheck.NONE),
        FileRule.of(
            Area.PROCESS,
            file + ".lock",
            quoted + "\\.lock",
            "the number of the process that has the database",
            Protection.clear(Clear.NO_DATA),
            FileCheck.NONE));
  }

  private static List<FileRule> serviceSecrets() {
    return List.of(
        FileRule.secret(
            "service-master.key",
            remains("service-master.key"),
            "the service master key: keep it apart from the databases"),
        FileRule.of(
            Area.PROCESS,
            "node.json",
            "node\\.json(?:%s)?".formatted(REMAINS),
            "which node this is",
            Protection.clear(Clear.IDS),
            FileCheck.NONE),
        FileRule.secret("operator.json", CONNECTION_REMAINS, "client secret of the operator"),
        FileRule.secret("alice.json", "", "client secret of a quickstart's tenant administrator"));
  }

  private static List<FileRule> masterKey(String file) {
    return List.of(
        FileRule.secret(file, remains(file), "the vault master key: keep it apart"),
        FileRule.secret(
            file + ".wrapped",
            remains(file + ".wrapped"),
            "the vault master key, wrapped",
            Protection.wrapped(Key.TOKEN)));
  }

  private static List<FileRule> sealMarks(String file) {
    return List.of(
        FileRule.of(
            Area.PROCESS,
            file,
            Pattern.quote(file) + "(?:\\.new)?",
            "ids and numbers of the newest states of vaults and keys, with parts of their seals",
            Protection.clear(Clear.IDS),
            FileCheck.NONE));
  }

  private static List<FileRule> authority() {
    return List.of(
        FileRule.secret("tls/ca.key", remains("tls/ca.key"), "private key of the TLS authority"),
        FileRule.secret(
            "tls/ca-next.key",
            remains("tls/ca-next.key"),
            "private key of the authority that is to come"),
        FileRule.of(
            Area.SECRETS,
            "tls/ca.pem",
            "tls/ca\\.pem(?:" + REMAINS + ")?",
            "certificate of the TLS authority",
            Protection.clear(Clear.PUBLIC),
            FileCheck.NONE));
  }

  private static List<FileRule> process() {
    return List.of(
        FileRule.of(
            Area.PROCESS,
            "native",
            "native/sqlite-[^/]+",
            "libraries that the SQLite driver unpacks",
            Protection.clear(Clear.NO_DATA),
            FileCheck.NONE),
        FileRule.of(
            Area.PROCESS,
            "locks and marks",
            "freehold\\.lock|tls/ca\\.lock|\\.freehold-quickstart",
            "the locks of the folder and of its authority, a quickstart's mark",
            Protection.clear(Clear.NO_DATA),
            FileCheck.NONE));
  }

  private static String remains(String file) {
    return Pattern.quote(file) + REMAINS;
  }
}
