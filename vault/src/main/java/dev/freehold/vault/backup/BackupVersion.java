package dev.freehold.vault.backup;

import dev.freehold.vault.material.KeyMaterial;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One version of a key within a backup, with the words and bytes in which the vault stores it.
 *
 * @param version its id
 * @param material both parts, the private one in clear; closed with the backup
 * @param hardware whether its kind is marked {@code -HSM}
 * @param engine the engine that can use the private part
 * @param operations the permitted operations
 * @param enabled whether it may be used
 * @param notBefore when it may begin to protect new data
 * @param expires when it may no longer protect new data
 * @param tags free text
 * @param created when it was made
 * @param updated when it last changed
 */
public record BackupVersion(
    UUID version,
    KeyMaterial material,
    boolean hardware,
    String engine,
    String operations,
    boolean enabled,
    Optional<Instant> notBefore,
    Optional<Instant> expires,
    String tags,
    Instant created,
    Instant updated) {}
