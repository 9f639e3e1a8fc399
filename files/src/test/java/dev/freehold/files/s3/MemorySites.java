package dev.freehold.files.s3;

import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.Site;
import dev.freehold.files.SiteKind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Sites, roles and access keys in memory, for tests of the protocol. */
final class MemorySites implements S3Sites, S3AccessKeys {

  /** The geos of every tenant; the first is the default. */
  static final List<String> GEOS = List.of("EUR", "NAM");

  private final Map<UUID, Site> sites = new ConcurrentHashMap<>();
  private final Map<UUID, String> geos = new ConcurrentHashMap<>();
  private final Map<String, SiteRole> roles = new ConcurrentHashMap<>();
  private final Map<String, S3AccessKey> keys = new ConcurrentHashMap<>();

  void give(String accessKeyId, S3AccessKey key) {
    keys.put(accessKeyId, key);
  }

  void give(UUID siteId, UUID principalId, SiteRole role) {
    roles.put(siteId + "/" + principalId, role);
  }

  String geoOf(UUID tenantId, String name) {
    return geos.get(find(tenantId, name).orElseThrow().id());
  }

  @Override
  public Optional<S3AccessKey> find(String accessKeyId) {
    return Optional.ofNullable(keys.get(accessKeyId));
  }

  @Override
  public Optional<Site> find(UUID tenantId, String name) {
    return sites.values().stream()
        .filter(site -> site.tenantId().equals(tenantId) && site.name().equals(name))
        .findAny();
  }

  @Override
  public List<Site> list(UUID tenantId, UUID principalId) {
    return sites.values().stream()
        .filter(site -> site.tenantId().equals(tenantId))
        .filter(site -> roleOf(site.id(), principalId).isPresent())
        .toList();
  }

  @Override
  public Optional<SiteRole> roleOf(UUID siteId, UUID principalId) {
    return Optional.ofNullable(roles.get(siteId + "/" + principalId));
  }

  @Override
  public synchronized Site create(
      UUID tenantId, UUID principalId, String name, Optional<String> geoCode) {
    String geo = geoCode.orElse(GEOS.getFirst()).toUpperCase(Locale.ROOT);
    if (!GEOS.contains(geo)) {
      throw new NoSuchGeoException();
    }
    if (find(tenantId, name).isPresent()) {
      throw new FilesException(FilesError.SITE_EXISTS, "there is one of this name");
    }
    Site site =
        new Site(
            UUID.randomUUID(),
            tenantId,
            UUID.randomUUID(),
            name,
            SiteKind.TEAM_SITE,
            Instant.now());
    sites.put(site.id(), site);
    geos.put(site.id(), geo);
    give(site.id(), principalId, SiteRole.OWNER);
    return site;
  }

  @Override
  public void delete(Site site, UUID principalId) {
    if (site.name().startsWith("full")) {
      throw new FilesException(FilesError.SITE_NOT_EMPTY, "delete what is in it first");
    }
    sites.remove(site.id());
  }
}
