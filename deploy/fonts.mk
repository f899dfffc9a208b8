# The letterhead's Javanese glyphs. No Python package has them, and no font is kept in this
# repository: an office's own file, else npm, else Debian; without any, documents draw the line of
# the sample letterhead from artwork and leave out any other.

FONT_FILE := $(FONT_DIR)/NotoSansJavanese-Regular.ttf
FONT_PACKAGE := @fontsource/noto-sans-javanese@5.3.0
FONT_WOFF := build/fonts/package/files/noto-sans-javanese-javanese-400-normal.woff
FONT_SHA256 := 495eb8fda250765f61956869bd0b80d96bb5c3a567bc2be8a4c0f9a6554ffdc4
FONT_DEBIAN := /usr/share/fonts/truetype/noto/NotoSansJavanese-Regular.ttf

.PHONY: fonts
fonts:  ## Fetch the font of the letterhead's Javanese line (own file: KOP_FONT_JAWA=...)
	@rm -f $(FONT_DIR)/.stamp
	@$(MAKE) --no-print-directory $(FONT_DIR)/.stamp

$(FONT_DIR)/.stamp: deploy/fonts.mk deploy/woff_to_ttf.py | $(BIN)/python
	@mkdir -p $(FONT_DIR) build/fonts
	@if [ -n "$(KOP_FONT_JAWA)" ]; then \
	  rm -f $(FONT_DIR)/*.[ot]tf && cp "$(KOP_FONT_JAWA)" $(FONT_DIR)/; \
	elif command -v npm >/dev/null \
	  && npm pack --silent --pack-destination build/fonts $(FONT_PACKAGE) >/dev/null 2>&1 \
	  && tar -xzf build/fonts/fontsource-noto-sans-javanese-*.tgz -C build/fonts; then \
	  $(BIN)/python deploy/woff_to_ttf.py $(FONT_SHA256) $(FONT_WOFF) $(FONT_FILE); \
	elif [ -f $(FONT_DEBIAN) ] || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && apt-get install --yes --no-install-recommends fonts-noto-core >/dev/null 2>&1; }; then \
	  cp $(FONT_DEBIAN) $(FONT_FILE); \
	else \
	  echo "No Javanese font here: set KOP_FONT_JAWA=<file.ttf> and run 'make fonts' again."; \
	fi
	@touch $@
