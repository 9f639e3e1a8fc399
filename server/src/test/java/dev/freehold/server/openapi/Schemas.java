package dev.freehold.server.openapi;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfig;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import dev.freehold.server.http.Json;
import dev.freehold.server.http.Required;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** JSON schemas of the types that bodies are read as and written from. */
final class Schemas {

  private static final String PLACE = "components/schemas";

  private final SchemaBuilder builder =
      new SchemaGenerator(configuration()).buildMultipleSchemaDefinitions();

  private static SchemaGeneratorConfig configuration() {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(
                Json.MAPPER, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .without(Option.SCHEMA_VERSION_INDICATOR, Option.VALUES_FROM_CONSTANT_FIELDS)
            .with(Option.EXTRA_OPEN_API_FORMAT_VALUES, Option.DEFINITIONS_FOR_ALL_OBJECTS)
            .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE));
    config
        .forTypesInGeneral()
        .withCustomDefinitionProvider(Schemas::text)
        .withDefinitionNamingStrategy((key, context) -> name(key.getType().getErasedType()));
    // A member without a value is left out, which one of a primitive type cannot be.
    config
        .forFields()
        .withRequiredCheck(
            field ->
                !field.isFakeContainerItemScope()
                    && (field.getType().isPrimitive() || required(field).isPresent()))
        .withNullableCheck(field -> required(field).filter(Required::orNull).isPresent());
    return config.build();
  }

  private static Optional<Required> required(FieldScope field) {
    return Optional.ofNullable(field.getRawMember().getAnnotation(Required.class));
  }

  /** What is text in JSON though it looks like a list in Java. */
  private static CustomDefinition text(ResolvedType type, SchemaGenerationContext context) {
    Class<?> erased = type.getErasedType();
    if (erased != byte[].class && erased != char[].class) {
      return null;
    }
    ObjectNode schema = context.getGeneratorConfig().createObjectNode().put("type", "string");
    if (erased == byte[].class) {
      schema.put("contentEncoding", "base64");
    }
    return new CustomDefinition(schema, DefinitionType.INLINE, AttributeInclusion.YES);
  }

  /** The name of a type with that of the class around it: many are called a page or a view. */
  private static String name(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return outer == null
        ? type.getSimpleName()
        : outer.getSimpleName().replaceAll("(Api|Views|Bodies)$", "") + type.getSimpleName();
  }

  /** A reference to the schema of {@code type}, which is among {@link #all} then. */
  ObjectNode reference(Class<?> type) {
    return builder.createSchemaReference(type);
  }

  /** All schemas that were asked for, and those that they refer to, by name. */
  Map<String, Object> all() {
    Map<String, Object> all = new TreeMap<>();
    builder
        .collectDefinitions(PLACE)
        .properties()
        .forEach(schema -> all.put(schema.getKey(), schema.getValue()));
    return all;
  }
}
