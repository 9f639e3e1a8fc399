/**
 * Opens one object from its bytes, its tenant's key bundle and one root key, without a database or
 * a server. A tenant needs it after everything else is lost.
 */
package dev.freehold.content.rescue;
