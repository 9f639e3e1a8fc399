package dev.freehold.content.blob;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.ContentLimits;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.bundles.BundleCopy;
import dev.freehold.custody.bundles.BundlePart;
import dev.freehold.custody.bundles.BundleSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stores the parts of key bundles as blobs, in the same store as the objects that they open. */
public final class BlobBundleSink implements BundleSink {

  /** A part has a copy or two. */
  private static final int COPIES_PAGE = 16;

  private final BlobStore blobs;

  /** Writes into {@code blobs}. */
  public BlobBundleSink(BlobStore blobs) {
    this.blobs = blobs;
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.freehold.content.ContentException with the blob store's code
   */
  @Override
  public void write(BundleCopy copy, byte[] document) {
    write(nameOf(copy), document, CustodyLimits.MAX_BUNDLE_PART_BYTES);
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.freehold.content.ContentException with the blob store's code
   */
  @Override
  public void deleteOlder(BundleCopy kept) {
    BlobName keptName = nameOf(kept);
    List<BlobName> all = copies(kept.part());
    if (all.contains(keptName)) {
      all.stream()
          .filter(copy -> copy.revision() <= kept.revision() && !copy.equals(keptName))
          .forEach(blobs::delete);
      // From before parts had copies.
      blobs.delete(nameOf(kept.part()));
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.freehold.content.ContentException with the blob store's code
   */
  @Override
  public void delete(BundlePart part) {
    copies(part).forEach(blobs::delete);
    blobs.delete(nameOf(part));
  }

  /** A part's copies stand side by side in a listing, right after what would be its own name. */
  private List<BlobName> copies(BundlePart part) {
    BlobName bare = nameOf(part);
    List<BlobName> copies = new ArrayList<>();
    Optional<BlobName> after = Optional.of(bare);
    while (after.isPresent()) {
      BlobPage page = blobs.list(BlobArea.besides(bare), after, COPIES_PAGE);
      List<BlobName> found =
          page.entries().stream()
              .map(BlobEntry::name)
              .takeWhile(name -> name.isCopyOf(bare))
              .toList();
      copies.addAll(found);
      after = found.size() < page.entries().size() ? Optional.empty() : page.next();
    }
    return copies;
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.freehold.content.ContentException with the blob store's code
   */
  @Override
  public void writePack(UUID tenantId, UUID policyId, UUID packId, byte[] document) {
    write(
        BlobName.bundledPack(tenantId, policyId, packId),
        document,
        CustodyLimits.MAX_BUNDLE_PACK_BYTES);
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.freehold.content.ContentException with the blob store's code
   */
  @Override
  public void deletePacks(UUID tenantId, UUID policyId) {
    BlobArea area = BlobArea.packsOf(tenantId, policyId);
    Optional<BlobName> after = Optional.empty();
    do {
      BlobPage page = blobs.list(area, after, ContentLimits.LIST_PAGE_MAX_ENTRIES);
      page.entries().forEach(pack -> blobs.delete(pack.name()));
      after = page.next();
    } while (after.isPresent());
  }

  /**
   * {@inheritDoc}
   *
   * @throws ContentException with the blob store's code
   */
  @Override
  public List<UUID> packs(UUID tenantId, UUID policyId, UUID after, int max) {
    Optional<BlobName> from = Optional.of(BlobName.bundledPack(tenantId, policyId, after));
    return blobs.list(BlobArea.packsOf(tenantId, policyId), from, max).entries().stream()
        .map(entry -> entry.name().id())
        .toList();
  }

  /**
   * {@inheritDoc}
   *
   * @throws ContentException with the blob store's code, but not if there is no such pack
   */
  @Override
  public Optional<byte[]> readPack(UUID tenantId, UUID policyId, UUID packId) {
    try (BlobSource source = blobs.open(BlobName.bundledPack(tenantId, policyId, packId))) {
      if (source.length() > CustodyLimits.MAX_BUNDLE_PACK_BYTES) {
        throw new ContentException(
            ContentError.BLOB_TOO_LARGE,
            "a pack of the key bundle is longer than any that is written");
      }
      byte[] document = new byte[Math.toIntExact(source.length())];
      source.readFully(0, document, 0, document.length);
      return Optional.of(document);
    } catch (ContentException e) {
      if (e.error() == ContentError.BLOB_MISSING) {
        return Optional.empty();
      }
      throw e;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws ContentException with the blob store's code
   */
  @Override
  public void deletePack(UUID tenantId, UUID policyId, UUID packId) {
    blobs.delete(BlobName.bundledPack(tenantId, policyId, packId));
  }

  private void write(BlobName name, byte[] document, int maxBytes) {
    try (BlobWriter writer = blobs.create(name, maxBytes)) {
      writer.stream().write(document);
      writer.commit();
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }

  private static BlobName nameOf(BundleCopy copy) {
    return nameOf(copy.part()).copy(copy.revision(), copy.mark());
  }

  private static BlobName nameOf(BundlePart part) {
    return switch (part.kind()) {
      case POLICY -> BlobName.bundledPolicy(part.tenantId(), part.id());
      case OWNER_KEY -> BlobName.bundledKey(part.tenantId(), part.id());
    };
  }
}
