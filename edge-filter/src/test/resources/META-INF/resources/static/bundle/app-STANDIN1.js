customElements.define('flash-sale-page', class extends HTMLElement {});
