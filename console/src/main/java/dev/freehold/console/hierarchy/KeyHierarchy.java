package dev.freehold.console.hierarchy;

import dev.freehold.console.frame.ConsoleTexts;
import dev.freehold.console.frame.Moment;
import dev.freehold.console.protection.ProtectionModels.Owners;
import dev.freehold.console.protection.ProtectionModels.Protection;
import dev.freehold.console.protection.ProtectionModels.Root;
import dev.freehold.console.protection.ProtectionModels.Standing;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.RequestUri;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The keys of one policy: both roots and the availability key, each of which wraps the policy's
 * key; and the keys of mailboxes and sites, which that one wraps.
 *
 * @param standing what is known of the policy
 * @param roots both root keys
 * @param wrapping the boxes of the roots and the availability key
 * @param policyKey the box of the policy's key
 * @param ownerKeys the boxes of keys of mailboxes and sites
 * @param preview the page that says what would go dark, below {@code /console}, if the reader may
 *     see it
 */
public record KeyHierarchy(
    Standing standing,
    List<RootKey> roots,
    List<KeyBox> wrapping,
    KeyBox policyKey,
    List<KeyBox> ownerKeys,
    Optional<String> preview) {

  private static final int GAP = 12;
  private static final int LEVEL = 26;

  /** Copies the lists. */
  public KeyHierarchy {
    roots = List.copyOf(roots);
    wrapping = List.copyOf(wrapping);
    ownerKeys = List.copyOf(ownerKeys);
  }

  /**
   * A root key.
   *
   * @param page of the key, below {@code /console}, if its vault is one of this server
   */
  public record RootKey(Root root, Optional<String> page) {}

  /**
   * The keys of a policy, if the reader may see them and it has any.
   *
   * @param path of the policy's page, below {@code /console}
   * @param mayPreview whether the reader may see what would go dark
   */
  public static Optional<KeyHierarchy> of(
      Visit visit, UUID policyId, String path, boolean mayPreview) {
    return Protection.of(visit)
        .flatMap(protection -> protection.find(policyId))
        .filter(Standing::isInUse)
        .map(
            standing ->
                draw(
                    standing,
                    standing.roots().stream()
                        .map(root -> new RootKey(root, vaultPage(visit, root)))
                        .toList(),
                    visit.texts(),
                    Optional.of(path + "/revocation-preview").filter(_ -> mayPreview)));
  }

  private static KeyHierarchy draw(
      Standing standing, List<RootKey> roots, ConsoleTexts texts, Optional<String> preview) {
    List<KeyBox> wrapping = new ArrayList<>();
    int y = 1;
    for (RootKey key : roots) {
      wrapping.add(KeyBox.of(word(key.root()), lines(key.root(), texts), key.page(), y));
      y = wrapping.getLast().bottom() + GAP;
    }
    wrapping.add(KeyBox.of("availability", availability(standing, texts), Optional.empty(), y));
    KeyBox policyKey =
        KeyBox.of(
            "policy",
            List.of(texts.of("hierarchy.policy-key"), texts.of("hierarchy.policy-key-wrapped")),
            Optional.empty(),
            wrapping.getLast().bottom() + LEVEL);
    List<KeyBox> owners = new ArrayList<>();
    y = policyKey.bottom() + LEVEL;
    for (List<String> lines : owners(standing, texts)) {
      owners.add(KeyBox.of("owners", lines, Optional.empty(), y));
      y = owners.getLast().bottom() + GAP;
    }
    return new KeyHierarchy(standing, roots, wrapping, policyKey, owners, preview);
  }

  /** Whether what is under the policy are sites. */
  public boolean isOfSites() {
    return isOfSites(standing);
  }

  private static boolean isOfSites(Standing standing) {
    return standing.policy().kind().equals("file");
  }

  /** How high the picture is. */
  public int height() {
    return (ownerKeys.isEmpty() ? policyKey : ownerKeys.getLast()).bottom() + 2;
  }

  private static String word(Root root) {
    return Optional.ofNullable(root.outcome()).orElse("unknown");
  }

  private static List<String> lines(Root root, ConsoleTexts texts) {
    String proof =
        root.agreedAt() == null
            ? texts.of("policy.not-proved")
            : texts.of("hierarchy.proved", Moment.utc(Instant.parse(root.agreedAt())));
    List<String> lines = new ArrayList<>();
    lines.add(texts.of("policy.root", root.root()) + ": " + root.key());
    lines.add(root.vault());
    if (root.outcome() != null) {
      lines.add(texts.word("check", root.outcome()));
    }
    lines.add(proof);
    return lines;
  }

  private static List<String> availability(Standing standing, ConsoleTexts texts) {
    return List.of(
        texts.of("policy.availability-key"),
        texts.of(
            standing.availability().isPresent()
                ? "hierarchy.availability-used"
                : "hierarchy.availability-unused"));
  }

  /** The keys of mailboxes and of sites, as far as the policy's kind has any. */
  private static List<List<String>> owners(Standing standing, ConsoleTexts texts) {
    boolean isOfSites = isOfSites(standing);
    Optional<Owners> owners =
        Optional.ofNullable(isOfSites ? standing.sites() : standing.mailboxes());
    if (owners.isEmpty()) {
      return List.of();
    }
    String kind = isOfSites ? "sites" : "mailboxes";
    return List.of(
        List.of(
            texts.of("hierarchy." + kind, owners.get().under()),
            texts.of("hierarchy.each." + kind)));
  }

  /** The page of a key whose vault is one of this server. */
  private static Optional<String> vaultPage(Visit visit, Root root) {
    String authority = URI.create(root.keyUri()).getAuthority().toLowerCase(Locale.ROOT);
    int dot = authority.indexOf('.');
    return visit
        .api()
        .vaults()
        .domain()
        .filter(domain -> dot > 0 && authority.substring(dot + 1).equalsIgnoreCase(domain))
        .map(
            _ ->
                "/vaults/%s/keys/%s"
                    .formatted(authority.substring(0, dot), RequestUri.encode(root.key())));
  }
}
