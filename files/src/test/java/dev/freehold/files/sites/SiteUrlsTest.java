package dev.freehold.files.sites;

import static dev.freehold.files.sites.SitesFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.identity.Tenant;
import dev.freehold.files.FilesError;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("URLs of sites")
class SiteUrlsTest {

  private static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
  private static final String BY_GUID = "t-00112233445566778899aabbccddeeff";

  private final SiteUrls urls = new SiteUrls("files.example");

  private static Tenant tenant(String name) {
    return new Tenant(ID, name, Instant.EPOCH);
  }

  private static Site site(SiteKind kind) {
    return new Site(UUID.randomUUID(), ID, UUID.randomUUID(), "plans.2026", kind, Instant.EPOCH);
  }

  @Test
  @DisplayName("are those that administrators know")
  void known() {
    Tenant contoso = tenant("Contoso");
    assertThat(urls.admin(contoso)).hasToString("https://contoso-admin.files.example");
    assertThat(urls.of(contoso, site(SiteKind.TEAM_SITE)))
        .hasToString("https://contoso.files.example/sites/plans.2026");
    assertThat(urls.of(contoso, site(SiteKind.TEAMS_CHANNEL)))
        .hasToString("https://contoso.files.example/teams/plans.2026");
    assertThat(urls.of(contoso, site(SiteKind.ONEDRIVE)))
        .hasToString("https://contoso-my.files.example/personal/plans.2026");
    assertThat(urls.parse("HTTPS://Contoso-Admin.Files.Example/"))
        .isEqualTo(new SiteUrl.Admin("contoso"));
  }

  @ParameterizedTest
  @EnumSource(SiteKind.class)
  @DisplayName("are read back as what they were made of, whatever the tenant is called")
  void bothWays(SiteKind kind) {
    for (String name : new String[] {"contoso", "A", "Contoso Ltd", "x-my", "x-admin", BY_GUID}) {
      Tenant tenant = tenant(name);
      SiteUrl read = urls.parse(urls.of(tenant, site(kind)).toString());
      assertThat(read).isEqualTo(new SiteUrl.OfSite(read.tenantName(), kind, "plans.2026"));
      assertThat(urls.isOf(read, tenant)).isTrue();
      assertThat(urls.isOf(urls.parse(urls.admin(tenant).toString()), tenant)).isTrue();
      assertThat(urls.isOf(read, tenant("fabrikam"))).isFalse();
    }
  }

  @Test
  @DisplayName("name a tenant by its GUID where its name is no host name, or could be mistaken")
  void shortNames() {
    Stream.of("Contoso Ltd", "a_b", "ü", "-a", "x-my", "x-ADMIN", "y".repeat(58), BY_GUID)
        .forEach(name -> assertThat(TenantName.of(tenant(name))).isEqualTo(BY_GUID));
    assertThat(TenantName.of(tenant("y".repeat(57)))).isEqualTo("y".repeat(57));
    assertThat(TenantName.of(tenant("my"))).isEqualTo("my");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "contoso",
        "http://contoso.files.example/sites/finance",
        "https://contoso.files.example",
        "https://contoso.files.example/sites/",
        "https://contoso.files.example/sites/finance/",
        "https://contoso.files.example/sites/finance/docs",
        "https://contoso.files.example//sites/finance",
        "https://contoso.files.example/Sites/finance",
        "https://contoso.files.example/sites/Finance",
        "https://contoso.files.example/sites/f%69nance",
        "https://contoso.files.example/personal/adele",
        "https://contoso-my.files.example/sites/finance",
        "https://contoso-admin.files.example/sites/finance",
        "https://contoso.files.example:443/sites/finance",
        "https://contoso.files.example:/sites/finance",
        "https://me@contoso.files.example/sites/finance",
        "https://contoso.files.example/sites/finance?a=b",
        "https://contoso.files.example/sites/finance#a",
        "https://a.contoso.files.example/sites/finance",
        "https://files.example/sites/finance",
        "https://.files.example/sites/finance",
        "https://-my.files.example/personal/adele",
        "https://contoso-my-my.files.example/personal/adele",
        "https://contosofiles.example/sites/finance",
        "https://contoso.files.example.evil.example/sites/finance",
        "https://contoso.files.example/sites/../sites/finance",
        "file:///sites/finance"
      })
  @DisplayName("have no other form")
  void strict(String text) {
    assertRefused(FilesError.SITE_URL_INVALID, () -> urls.parse(text));
  }
}
