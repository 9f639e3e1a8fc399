package dev.freehold.vault.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.vault.wire.WireError;
import dev.freehold.web.http.RequestUri;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceFilterTest {

  private static Map<String, String> terms(String text) {
    RequestUri uri =
        RequestUri.parse("/", "$filter=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    return ResourceFilter.of(uri, Set.of("name", "resourceType", "atScope", "assignedTo")).terms();
  }

  @Test
  void readsComparisonsAndFunctionsJoinedByAnd() {
    assertThat(terms("")).isEmpty();
    assertThat(terms("atScope()")).containsOnly(Map.entry("atScope", ""));
    assertThat(terms(" name EQ 'it''s' AND assignedTo( 'x' ) "))
        .containsOnly(Map.entry("name", "it's"), Map.entry("assignedTo", "x"));
    assertThat(terms("name eq 'salt and pepper' and resourceType eq 'a/b'"))
        .containsOnly(Map.entry("name", "salt and pepper"), Map.entry("resourceType", "a/b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "name ne 'x'",
        "name eq x",
        "name eq 'x",
        "name eq 'x' or name eq 'y'",
        "name eq 'x' name eq 'y'",
        "color eq 'x'",
        "(name eq 'x')",
        "not name eq 'x'",
        "and name eq 'x'"
      })
  void refusesWhatItDoesNotUnderstand(String text) {
    assertThatThrownBy(() -> terms(text))
        .isInstanceOfSatisfying(WireError.class, e -> assertThat(e.status()).isEqualTo(400));
  }

  @Test
  void refusesWhatIsLong() {
    assertThatThrownBy(() -> terms("name eq '" + "'".repeat(1100) + "'"))
        .isInstanceOf(WireError.class);
  }
}
