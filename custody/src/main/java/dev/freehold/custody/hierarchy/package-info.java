/**
 * The key hierarchy: data encryption policies, their availability keys, the owner keys beneath
 * them, and the bundles that hold all of it in wrapped form.
 */
package dev.freehold.custody.hierarchy;
