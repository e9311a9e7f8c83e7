/**
 * Hides secrets in texts, before an event leaves the caller's thread. {@link
 * io.flightlog.mask.MaskRule} says what is one, by a {@link io.flightlog.mask.Preset} or a pattern;
 * a {@link io.flightlog.mask.Masker} applies the rules of one writer to one text after the other;
 * {@link io.flightlog.mask.MaskedKeys} says which values are secret by the name of their key.
 * Patterns run on RE2/J, whose time is linear in the text whatever the pattern. A leaf: knows no
 * other package.
 */
@NullMarked
package io.flightlog.mask;

import org.jspecify.annotations.NullMarked;
