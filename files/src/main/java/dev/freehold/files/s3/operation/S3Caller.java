package dev.freehold.files.s3.operation;

import dev.freehold.custody.Requester;
import dev.freehold.custody.identity.Role;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.sites.ReachedSite;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteRole;
import dev.freehold.files.sites.Sites;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The caller of a request, and what it may reach. */
public record S3Caller(UUID tenantId, UUID principalId, Set<Role> roles, S3Services services) {

  Requester requester() {
    return Requester.user(principalId.toString());
  }

  /**
   * The site of that name, if the caller may do that much in it. One on which it has no role is not
   * there for it, and neither is one of another tenant.
   *
   * @throws FilesException {@code site-not-found}, {@code site-access-denied}
   */
  Site site(String bucket, SiteRole needed) {
    return require(access(bucket, needed), needed);
  }

  /**
   * The same as it is now, for what is asked of the bucket alone: what is asked of its content
   * finds out by that if the site was deleted on another node.
   */
  Site siteNow(String bucket, SiteRole needed) {
    return require(services.accesses().findNow(tenantId, bucket, principalId), needed);
  }

  private static Site require(Optional<ReachedSite> found, SiteRole needed) {
    ReachedSite access = found.orElseThrow(Sites::notFound);
    if (!access.role().includes(needed)) {
      throw new FilesException(
          FilesError.ACCESS_DENIED,
          "your role on this bucket is %s and this needs %s; ask its owner"
              .formatted(access.role(), needed));
    }
    return access.site();
  }

  /** Content for a site, which is taken only if the caller may still write there at its end. */
  InputStream content(InputStream content, String bucket) {
    return new CheckedAtEnd(content, () -> site(bucket, SiteRole.WRITE));
  }

  boolean reaches(String bucket) {
    return access(bucket, SiteRole.READ).isPresent();
  }

  private Optional<ReachedSite> access(String bucket, SiteRole needed) {
    return services.accesses().find(tenantId, bucket, principalId, needed);
  }

  boolean mayMakeSites() {
    return services.makers().mayMake(tenantId, principalId, roles);
  }
}
