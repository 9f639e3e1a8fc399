package dev.freehold.shell.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.powershell.value.PsObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

  private final PsObject object =
      PsObject.custom()
          .with("Name", "Mia's box")
          .with("Empty", "")
          .with("Nothing", null)
          .with("Hidden", false)
          .with("Size", 5L)
          .with("When", Instant.parse("2026-03-02T09:00:00Z"))
          .with("Addresses", List.of("smtp:a@x.example", "SMTP:b@x.example"));

  @ParameterizedTest
  @DisplayName("Filters that match")
  @ValueSource(
      strings = {
        "Name -eq 'mia''s BOX'",
        "name -LIKE \"mia*\"",
        "Name -notlike 'z*' -and Empty -eq $null",
        "Nothing -eq $null",
        "Name -ne $null",
        "Hidden -eq $false",
        "Hidden -eq 'False'",
        "Hidden -ne '$true'",
        "Size -gt 4 -and Size -le 5 -and Size -lt '6' -and Size -ge 5",
        "When -gt '3/1/2026' -and When -lt '2026-03-02T09:00:01Z'",
        "Addresses -like '*b@x*'",
        "Addresses -notlike '*c@x*'",
        "Addresses -ne 'c@x.example'",
        "Name -eq 'x' -or Size -eq 5 -and Hidden -eq $false",
        "-not (Name -eq 'x' -or Name -eq 'y')",
        "!(Name -eq 'x')",
        "{Name -like '*'}",
        "((Size -eq 5))"
      })
  void holds(String filter) {
    assertThat(FilterParser.parse(filter).matches(object)).isTrue();
  }

  @ParameterizedTest
  @DisplayName("Filters that do not match")
  @ValueSource(
      strings = {
        "Name -eq 'mia'",
        "Name -eq $null",
        "Nothing -ne $null",
        "Hidden -eq $true",
        "Size -gt 5",
        "Nothing -like '*'",
        "Addresses -like '*c@x*'",
        "(Name -eq 'x' -or Size -eq 5) -and Hidden -eq $true"
      })
  void fails(String filter) {
    assertThat(FilterParser.parse(filter).matches(object)).isFalse();
  }

  @ParameterizedTest
  @DisplayName("Texts that are not filters")
  @ValueSource(
      strings = {
        "",
        "Name",
        "Name -eq",
        "Name -is 'x'",
        "Name -eq 'x",
        "(Name -eq 'x'",
        "Name -eq 'x' Size -eq 5",
        "Name -eq 'x' -and",
        "Name -like '[a'"
      })
  void invalid(String filter) {
    assertThatThrownBy(() -> FilterParser.parse(filter))
        .hasMessageStartingWith("The filter cannot be read: ");
  }

  @ParameterizedTest
  @DisplayName("Nesting is bounded")
  @ValueSource(strings = {"(", "-not "})
  void nesting(String opening) {
    assertThatThrownBy(() -> FilterParser.parse(opening.repeat(1_000) + "Name -eq 'x'"))
        .hasMessageContaining("nested deeper");
  }
}
