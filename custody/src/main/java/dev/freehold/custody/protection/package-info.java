/** How the policies of a tenant stand, all of them at a time. */
package dev.freehold.custody.protection;
