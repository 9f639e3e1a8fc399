package dev.freehold.content.rescue;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.blob.BlobArea;
import dev.freehold.content.blob.BlobName;
import dev.freehold.custody.CustodyLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** One tenant's key bundle as a folder, found from wherever a person pointed. */
final class BundleFolder {

  private final Path tenantFolder;
  private final UUID ownerKeyId;

  private BundleFolder(Path tenantFolder, UUID ownerKeyId) {
    this.tenantFolder = tenantFolder;
    this.ownerKeyId = ownerKeyId;
  }

  /**
   * Finds the bundle that has the part of {@code ownerKeyId}.
   *
   * @param folder the tenant's bundle, the folder of all bundles, or the whole blob store
   */
  static BundleFolder find(Path folder, UUID ownerKeyId) {
    Path bundles = folder.resolve(BlobArea.BUNDLES.path());
    Path start = Files.isDirectory(bundles) ? bundles : folder;
    return candidates(start).stream()
        .map(candidate -> new BundleFolder(candidate, ownerKeyId))
        .filter(candidate -> Files.isRegularFile(candidate.ownerKeyFile()))
        .findFirst()
        .orElseThrow(
            () ->
                new ContentException(
                    ContentError.RESCUE_WRONG_BUNDLE,
                    "the bundle has no part for the owner key %s; give the bundle of the tenant"
                            .formatted(ownerKeyId)
                        + " whose object this is"));
  }

  /** The part that describes the owner key. */
  byte[] ownerKey() {
    return RescueFiles.read(
        "the owner key's part of the bundle", ownerKeyFile(), CustodyLimits.MAX_BUNDLE_PART_BYTES);
  }

  /** The part that describes a policy. */
  byte[] policy(UUID policyId) {
    return RescueFiles.read(
        "the policy's part of the bundle",
        resolve(tenantId -> BlobName.bundledPolicy(tenantId, policyId)),
        CustodyLimits.MAX_BUNDLE_PART_BYTES);
  }

  private Path ownerKeyFile() {
    return resolve(tenantId -> BlobName.bundledKey(tenantId, ownerKeyId));
  }

  /** Where a part lies below the tenant's own folder, whatever that folder is called now. */
  private Path resolve(java.util.function.Function<UUID, BlobName> part) {
    UUID any = ownerKeyId;
    Path path = Path.of(part.apply(any).path());
    Path below = Path.of(BlobArea.bundleOf(any).path()).relativize(path);
    return tenantFolder.resolve(below);
  }

  private static List<Path> candidates(Path start) {
    try (Stream<Path> children = Files.list(start)) {
      return Stream.concat(Stream.of(start), children.filter(Files::isDirectory)).toList();
    } catch (IOException failure) {
      throw RescueFiles.unreadable("the bundle", failure);
    }
  }
}
