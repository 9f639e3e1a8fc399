package dev.freehold.vault.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuthorityFormTest {

  private static final UUID TENANT = UUID.randomUUID();

  @Test
  void aVaultsTagChoosesItsForm() {
    assertThat(AuthorityForm.chosenBy(Map.of("freehold-authority", "ADFS"), AuthorityForm.TENANT))
        .isEqualTo(AuthorityForm.ADFS);
    assertThat(AuthorityForm.chosenBy(Map.of("freehold-authority", "tenant"), AuthorityForm.ADFS))
        .isEqualTo(AuthorityForm.TENANT);
  }

  @Test
  void withoutSuchATagTheServersFormHolds() {
    assertThat(AuthorityForm.chosenBy(Map.of("team", "adfs"), AuthorityForm.TENANT))
        .isEqualTo(AuthorityForm.TENANT);
    assertThat(AuthorityForm.chosenBy(Map.of("freehold-authority", "x/y"), AuthorityForm.ADFS))
        .isEqualTo(AuthorityForm.ADFS);
  }

  @Test
  void theFormIsOneSegmentOfThePath() {
    assertThat(AuthorityForm.TENANT.segment(TENANT)).isEqualTo(TENANT.toString());
    assertThat(AuthorityForm.ADFS.segment(TENANT)).isEqualTo("adfs");
  }

  @Test
  void issuersAreNamedAfterTheServersOwnLoginHostWhereNoOtherAuthorityIsSet() {
    TokenSettings open =
        new TokenSettings(
            Optional.empty(), List.of("{authority}/{tenantId}/"), List.of(), AuthorityForm.TENANT);
    assertThat(open.withAuthority(URI.create("https://login.v.localhost:1")).issuersFor(TENANT))
        .containsExactly("https://login.v.localhost:1/" + TENANT + "/");
  }
}
