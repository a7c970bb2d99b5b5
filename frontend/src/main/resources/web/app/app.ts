import './page/flash-sale-page';
