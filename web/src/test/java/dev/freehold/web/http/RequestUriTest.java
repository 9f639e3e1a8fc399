package dev.freehold.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestUriTest {

  @ParameterizedTest
  @ValueSource(strings = {"%C3", "%EF%BF%BD%C3", "%C3%EF%BF%BD", "%ef%bf%bd%E2%82", "%ED%A0%80"})
  @DisplayName("Bytes that are no UTF-8 are refused, beside the character that stands for such too")
  void noText(String value) {
    assertThatThrownBy(() -> RequestUri.parse("/", "name=" + value))
        .isInstanceOf(RequestRefusedException.class);
  }

  @ParameterizedTest
  @CsvSource({"%EF%BF%BD, \uFFFD", "%ef%bf%bd+%EF%BF%BD, \uFFFD \uFFFD"})
  @DisplayName("The character that stands for what is no text is a character like others")
  void replacement(String value, String text) {
    assertThat(RequestUri.parse("/", "name=" + value).parameter("name")).contains(text);
  }
}
