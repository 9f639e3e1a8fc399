/**
 * Opening one object from its bytes, its tenant's key bundle and one root key, with no database and
 * no server: what is left to a tenant when all else is lost.
 */
package dev.freehold.content.rescue;
