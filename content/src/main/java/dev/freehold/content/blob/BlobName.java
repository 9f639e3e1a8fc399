package dev.freehold.content.blob;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a blob, the same in every back end: {@code objects/4f/4f0c…} for a sealed object,
 * {@code bundles/<tenant>/keys/4f/4f0c….7.90ab…} for a copy of a part of a tenant's key bundle. The
 * two digits before the last slash are the id's first two; they keep folders small.
 *
 * <p>A name holds nothing but random ids, so it tells nothing about content, and it cannot lead out
 * of the store. Immutable.
 */
public final class BlobName {

  private static final String ID_REST =
      "[0-9a-f]{6}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
  private static final Pattern FORM =
      Pattern.compile(
          ("identity|(?:objects|bundles/[0-9a-f]{2}%1$s/(?:policies|keys|packs/[0-9a-f]{2}%1$s))"
                  + "/([0-9a-f]{2})/(\\1%1$s)"
                  // Only parts of bundles have copies: the revision and the mark.
                  + "(?:(?<=/(?:policies|keys)/.{39})\\.[1-9][0-9]{0,17}\\.[0-9a-f]{16})?")
              .formatted(ID_REST));

  /** The one blob that tells which store this is. */
  public static final BlobName IDENTITY = new BlobName("identity");

  private final String path;

  /** For texts that have the form: to look would take longer than to make one of an id. */
  private BlobName(String path) {
    this.path = path;
  }

  /** Names the blob {@code blobId}, which holds a sealed object. */
  public static BlobName object(UUID blobId) {
    return under(BlobArea.OBJECTS.path(), blobId);
  }

  /**
   * Names the part of a tenant's key bundle that describes a policy, as it was before there were
   * {@link #copy copies}.
   */
  public static BlobName bundledPolicy(UUID tenantId, UUID policyId) {
    return under(BlobArea.bundleOf(tenantId).path() + "/policies", policyId);
  }

  /**
   * Names the part of a tenant's key bundle that describes an owner key, as it was before there
   * were {@link #copy copies}.
   */
  public static BlobName bundledKey(UUID tenantId, UUID ownerKeyId) {
    return under(BlobArea.bundleOf(tenantId).path() + "/keys", ownerKeyId);
  }

  /**
   * Names one copy of the part of a bundle that this names.
   *
   * @param revision from 1; the highest is the newest
   * @param mark 16 hexadecimal digits that keep copies of one revision apart
   */
  public BlobName copy(long revision, String mark) {
    return of("%s.%d.%s".formatted(path, revision, mark));
  }

  /** The name as text. */
  public String path() {
    return path;
  }

  /** Whether this is a {@link #copy} of {@code part}. */
  public boolean isCopyOf(BlobName part) {
    return path.startsWith(part.path + ".");
  }

  /** The revision, if this is a copy; 0 if it is not. */
  public long revision() {
    String[] pieces = path.split("\\.", -1);
    return pieces.length == 1 ? 0 : Long.parseLong(pieces[1]);
  }

  /** Names a pack: many owner keys of one policy that were wrapped together. */
  public static BlobName bundledPack(UUID tenantId, UUID policyId, UUID packId) {
    return under(BlobArea.packsOf(tenantId, policyId).path(), packId);
  }

  /**
   * The name that this text is.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static BlobName of(String path) {
    return parse(path).orElseThrow(() -> new IllegalArgumentException("not the name of a blob"));
  }

  /** Reads a name that a listing found; nothing if it is not a blob's. */
  public static Optional<BlobName> parse(String path) {
    return FORM.matcher(path).matches() ? Optional.of(new BlobName(path)) : Optional.empty();
  }

  /** The id at the end: the blob's own, the policy's, the owner key's or the pack's. */
  public UUID id() {
    Matcher matcher = FORM.matcher(path);
    if (!matcher.matches() || matcher.group(2) == null) {
      throw new IllegalStateException("the store's identity has no id");
    }
    return UUID.fromString(matcher.group(2));
  }

  private static BlobName under(String folder, UUID id) {
    String text = id.toString();
    return new BlobName(folder + "/" + text.substring(0, 2) + "/" + text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlobName that && path.equals(that.path);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  @Override
  public String toString() {
    return path;
  }
}
