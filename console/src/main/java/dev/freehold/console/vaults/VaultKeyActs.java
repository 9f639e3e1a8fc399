package dev.freehold.console.vaults;

import dev.freehold.console.api.ApiAnswer;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.RefusedException;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.RequestUri;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What can be done with keys without ending anything. */
final class VaultKeyActs {

  static final List<String> SIZES = List.of("2048", "3072", "4096");

  private static final int NOT_FOUND = 404;
  private static final Pattern BACKUP = Pattern.compile("[0-9A-Za-z_-]{32,}");

  private VaultKeyActs() {}

  /** Makes a root key; a key that is there stays as it is. */
  static Outcome makeKey(Visit visit, FormBody form) {
    VaultReader reader = new VaultReader(visit);
    Optional<String> vault = Optional.of(visit.path("vault"));
    String name = form.text("name");
    String path = "/keys/" + RequestUri.encode(name);
    VaultReader.Asked<VaultModels.Bundle> present =
        reader.ask(VaultModels.Bundle.class, vault, path + "?" + VaultReader.KEYS);
    if (present.value().isPresent()) {
      throw new RefusedException(
          new Problem(409, "key-exists", visit.texts().of("vault.key-exists")));
    }
    Problem refused = present.refused().orElseThrow();
    if (refused.status() != NOT_FOUND) {
      throw new RefusedException(refused);
    }
    int size =
        Integer.parseInt(form.field("size").filter(SIZES::contains).orElse(SIZES.getFirst()));
    reader.send(
        vault,
        "POST",
        path + "/create?" + VaultReader.KEYS,
        Optional.of(
            Map.of(
                "kty", "RSA-HSM", "key_size", size, "key_ops", List.of("wrapKey", "unwrapKey"))));
    return new Outcome.Done(VaultKeyScreen.page(visit.path("vault"), name), "vault-key-made");
  }

  /** Makes a version like the newest. */
  static Outcome makeVersion(Visit visit, FormBody form) {
    VaultReader reader = new VaultReader(visit);
    Optional<String> vault = Optional.of(visit.path("vault"));
    String path = "/keys/" + visit.segment("key");
    VaultModels.Jwk newest =
        reader.get(VaultModels.Bundle.class, vault, path + "?" + VaultReader.KEYS).key();
    Map<String, Object> wanted = new LinkedHashMap<>();
    wanted.put("kty", newest.kty());
    newest.bits().ifPresent(bits -> wanted.put("key_size", bits));
    if (newest.crv() != null) {
      wanted.put("crv", newest.crv());
    }
    wanted.put("key_ops", newest.operations());
    reader.send(vault, "POST", path + "/create?" + VaultReader.KEYS, Optional.of(wanted));
    return new Outcome.Done(VaultKeyScreen.page(visit), "vault-version-made");
  }

  /** Saves what {@code Restore-AzKeyVaultKey} reads: the bytes, not their text. */
  static Outcome backup(Visit visit, FormBody form) {
    VaultReader reader = new VaultReader(visit);
    ApiAnswer.Done answer =
        reader.send(
            Optional.of(visit.path("vault")),
            "POST",
            "/keys/%s/backup?%s".formatted(visit.segment("key"), VaultReader.KEYS),
            Optional.empty());
    byte[] backup =
        Base64.getUrlDecoder().decode(visit.parsed(VaultModels.Backup.class, answer).value());
    return new Outcome.Saved(
        "%s-%s.backup".formatted(visit.segment("vault"), visit.segment("key")), backup);
  }

  /** Brings a key back from a backup, a file or what was pasted of one. */
  static Outcome restore(Visit visit, FormBody form) {
    String backup =
        form.file("file")
            .map(Base64.getUrlEncoder().withoutPadding()::encodeToString)
            .orElseGet(() -> pasted(form));
    if (!BACKUP.matcher(backup).matches()) {
      throw new RefusedException(
          new Problem(400, "no-backup", visit.texts().of("vault.restore-no-backup")));
    }
    VaultModels.Bundle restored =
        visit.parsed(
            VaultModels.Bundle.class,
            new VaultReader(visit)
                .send(
                    Optional.of(visit.path("vault")),
                    "POST",
                    "/keys/restore?" + VaultReader.KEYS,
                    Optional.of(Map.of("value", backup))));
    return new Outcome.Done(
        VaultKeyScreen.page(visit.path("vault"), restored.key().name()), "vault-key-restored");
  }

  /** Tools write base64 in either alphabet; vaults take the one that is safe in addresses. */
  private static String pasted(FormBody form) {
    return form.field("backup")
        .orElse("")
        .replaceAll("\\s", "")
        .replace('+', '-')
        .replace('/', '_')
        .replaceFirst("={1,2}$", "");
  }

  /** Makes a deleted key live again. */
  static Outcome recover(Visit visit, FormBody form) {
    new VaultReader(visit)
        .send(
            Optional.of(visit.path("vault")),
            "POST",
            "/deletedkeys/%s/recover?%s".formatted(visit.segment("key"), VaultReader.KEYS),
            Optional.empty());
    return new Outcome.Done(VaultsArea.PATH + "/" + visit.segment("vault"), "vault-key-recovered");
  }
}
