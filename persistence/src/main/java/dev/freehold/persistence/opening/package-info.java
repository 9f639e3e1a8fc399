/** Opens databases of either kind, migrated or read-only, and reads which tables they have. */
package dev.freehold.persistence.opening;
