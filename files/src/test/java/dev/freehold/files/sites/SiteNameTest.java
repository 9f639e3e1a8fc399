package dev.freehold.files.sites;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The name of a site")
class SiteNameTest {

  private static final String LONGEST =
      "abcdefghijklmnopqrstuvwxyz-0123456789-abcdefghijklmnopqrstuvwxy";

  @ParameterizedTest
  @ValueSource(
      strings = {"abc", "finance", "a-b.c-9", "1.2.3", "1.2.3.4.5", "123", "a--b", LONGEST})
  @DisplayName("is what S3 allows for buckets")
  void valid(String name) {
    assertThat(SiteName.isValid(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ab",
        LONGEST + "z",
        "Finance",
        "a_b",
        "a b c",
        "-abc",
        "abc-",
        ".abc",
        "abc.",
        "a..b",
        "a.-b",
        "a-.b",
        "192.168.5.4",
        "naïve",
        "abc\n",
        "a/b",
        "abc\u0000"
      })
  @DisplayName("has no other form")
  void invalid(String name) {
    assertThat(SiteName.isValid(name)).isFalse();
  }
}
