package dev.freehold.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The bounds of the door")
class LimitTest {

  @Test
  @DisplayName("are all public and have a meaning")
  void meanings() {
    assertThat(WebLimits.class.getDeclaredFields())
        .allMatch(constant -> Modifier.isPublic(constant.getModifiers()))
        .allSatisfy(
            constant -> {
              Meaning meaning = constant.getAnnotation(Meaning.class);
              assertThat(meaning).as(constant.getName()).isNotNull();
              assertThat(meaning.value()).endsWith(".");
            });
  }

  @Test
  @DisplayName("are listed one by one, with their unit")
  void values() {
    List<Limit> all = Limit.ofTheDoor();
    assertThat(all)
        .extracting(Limit::name)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(WebLimits.class.getDeclaredFields()).map(Field::getName).toList());
    assertThat(value(all, "MAX_HEADER_BYTES")).isEqualTo("16 KiB");
    assertThat(value(all, "MAX_HELD_BYTES_OF_SHARE")).isEqualTo("32 MiB");
    assertThat(value(all, "MAX_EMPTY_BODY_BYTES")).isEqualTo("16 bytes");
    assertThat(value(all, "HEADER_TIMEOUT")).isEqualTo("10 s");
    assertThat(value(all, "LONG_BODY_TIMEOUT")).isEqualTo("2 min");
    assertThat(value(all, "NETWORK_KNOWN_FOR")).isEqualTo("1 h");
    assertThat(value(all, "MAX_STREAMS")).isEqualTo("128");
  }

  private static String value(List<Limit> all, String name) {
    return all.stream()
        .filter(limit -> limit.name().equals(name))
        .map(Limit::value)
        .findFirst()
        .orElseThrow();
  }
}
