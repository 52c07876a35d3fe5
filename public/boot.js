// How Trivium starts, on a page and in a worker. One classic script for both: module scripts and module workers do not
// work from file://. It stands alone when the app is hosted, and behind the glue (trivium.js) in the one inline script
// of trivium.html and in every worker. The syntax is kept plain, so that an old browser gets far enough to say what is wrong.
(function () {
  "use strict";

  // Kept while the script runs for the first time; `document.currentScript` is gone afterwards.
  var own = typeof document === "undefined" ? null : document.currentScript;
  if (own) {
    startPage();
  } else {
    awaitModule();
  }

  // ---- the page ----

  function startPage() {
    var embedded = document.getElementById("trivium-wasm");
    if (!embedded && location.protocol === "file:") {
      pointToSingleFile();
      return;
    }
    if (typeof WebAssembly !== "object" || typeof wasm_bindgen === "undefined") {
      say("This browser cannot run Trivium, because WebAssembly is missing, switched off or too old. " +
        "Open this page in a current version of Firefox, Chrome, Edge or Safari.");
      return;
    }
    var compiled = embedded ? WebAssembly.compile(decode(embedded.textContent)) : fetchModule();
    Promise.all([compiled, workerText()]).then(start).catch(explain);
  }

  function start(parts) {
    // Made once and kept, so that a worker can be started, and replaced, after the network is gone.
    var url = URL.createObjectURL(new Blob([parts[1]], { type: "text/javascript" }));
    // Set before the app runs: it may start its workers at once.
    globalThis.trivium = {
      module: parts[0],
      workerUrl: function () {
        return url;
      }
    };
    return wasm_bindgen({ module_or_path: parts[0] });
  }

  // The glue and this script, one after the other: in trivium.html they are one script already. Hosted, both are in the
  // browser's cache by now.
  function workerText() {
    if (!own.src) {
      return own.textContent;
    }
    return Promise.all([fetchText(beside(own.src, "trivium.js")), fetchText(own.src)]).then(function (texts) {
      return texts.join("\n");
    });
  }

  function fetchText(url) {
    return fetch(url).then(function (response) {
      if (!response.ok) {
        throw new Error(url + " answered " + response.status + " " + response.statusText);
      }
      return response.text();
    });
  }

  function fetchModule() {
    var url = beside(own.src, "trivium_bg.wasm");
    return fetch(url).then(function (response) {
      if (!response.ok) {
        throw new Error(url + " answered " + response.status + " " + response.statusText);
      }
      var type = response.headers.get("Content-Type") || "";
      if (WebAssembly.compileStreaming && type.split(";")[0].trim() === "application/wasm") {
        return WebAssembly.compileStreaming(response);
      }
      // A server that does not know the type of wasm files costs time, not the app.
      return response.arrayBuffer().then(function (bytes) {
        return WebAssembly.compile(bytes);
      });
    });
  }

  function decode(base64) {
    var text = atob(base64.trim());
    var bytes = new Uint8Array(text.length);
    for (var i = 0; i < text.length; i += 1) {
      bytes[i] = text.charCodeAt(i);
    }
    return bytes;
  }

  // ---- when it does not start ----

  function explain(error) {
    console.error(error);
    var reason = error && error.message ? error.message : String(error);
    if (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError) {
      say("Trivium's program file cannot be run: this browser is too old for it, or the file is damaged. " +
        "Update the browser, or load the page again. What the browser said: " + reason);
    } else if (error instanceof WebAssembly.RuntimeError) {
      say("Trivium stopped while it was starting. What you saved is kept. Load the page again. " +
        "What the browser said: " + reason);
    } else {
      say("Trivium's program file could not be loaded. Check the connection and load the page again. " +
        "What the browser said: " + reason);
    }
  }

  function pointToSingleFile() {
    var place = say("Opened from a folder, this page cannot load the app: browsers do not allow it. Open the file ");
    if (place) {
      var link = document.createElement("a");
      link.href = "trivium.html";
      link.textContent = "trivium.html";
      place.append(link, " in the same folder instead. It holds the whole app.");
    }
  }

  // The app removes the place with the static page; after that there is nothing to write to.
  function say(sentence) {
    var place = document.getElementById("boot-message");
    if (place) {
      place.setAttribute("role", "alert");
      place.textContent = sentence;
    }
    return place;
  }

  // ---- the worker ----

  // The page compiles once and posts the module; here it is only instantiated. Rust's `main` then installs the
  // worker's own `onmessage`. Nobody may post work before `ready`: it would be lost.
  function awaitModule() {
    self.onmessage = function (event) {
      var module = event.data && event.data.trivium_module;
      if (!(module instanceof WebAssembly.Module)) {
        return;
      }
      self.onmessage = null;
      wasm_bindgen({ module_or_path: module }).then(
        function () {
          self.postMessage({ ready: true });
        },
        function (error) {
          self.postMessage({ failed: error && error.message ? error.message : String(error) });
        }
      );
    };
  }

  // A file in the folder of `url`, with the same `?v=...`: files of two releases are never mixed.
  function beside(url, name) {
    var other = new URL(name, url);
    other.search = new URL(url).search;
    return other.href;
  }
})();
